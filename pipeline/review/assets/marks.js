'use strict';

/* Elements, words and numbers. Text of pages only ever becomes text: nothing here reads markup. */
{
  const LONGEST = 20000;
  const SVG = 'http://www.w3.org/2000/svg';

  review.language = () => (review.address.get('lang') === 'zh' ? 'zh' : 'en');

  /* A word of the interface, `{name}` replaced; a `|` parts the form for one from that for many. */
  review.t = (key, values = {}) => {
    const said = review.words[key]?.[review.language() === 'zh' ? 1 : 0] ?? key;
    const forms = said.split('|');
    const form = forms.length > 1 && values.count !== 1 ? forms[1] : forms[0];
    return form.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
  };

  review.n = (number) => number.toLocaleString(review.language() === 'zh' ? 'zh-CN' : 'en');
  review.short = (number) => number.toLocaleString(review.language() === 'zh' ? 'zh-CN' : 'en', { notation: 'compact', maximumFractionDigits: 1 });
  review.count = (key, count) => review.t(key, { n: review.n(count), count });
  review.percent = (share) => {
    const hundredths = share * 100;
    const digits = hundredths > 0 && hundredths < 10 ? 1 : 0;
    return `${hundredths.toFixed(digits).replace(/\.0$/, '')} %`.replace(' ', review.language() === 'zh' ? '' : '\u202f');
  };
  review.reason = (reason) => review.t(`reason.${reason}`);
  review.languageName = (code) => {
    try {
      return new Intl.DisplayNames([review.language() === 'zh' ? 'zh-CN' : 'en'], { type: 'language' }).of(code);
    } catch {
      return code;
    }
  };

  /* h('p', {class: 'x', onclick: f}, 'text', element, ...): what is null is left out. */
  review.h = (tag, props, ...children) => fill(document.createElement(tag), props, children);
  review.s = (tag, props, ...children) => fill(document.createElementNS(SVG, tag), props, children);

  function fill(element, props, children) {
    for (const [name, value] of Object.entries(props ?? {})) {
      if (value === null || value === undefined || value === false) continue;
      if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
      else element.setAttribute(name, value === true ? '' : value);
    }
    element.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
    return element;
  }

  /* Text of a page, set in its own direction and, where it is known, its own language. */
  review.theirs = (tag, props, text, language = null) =>
    review.h(tag, { dir: 'auto', lang: language === 'und' ? null : language, ...props }, text);

  /* The beginning of a text that is too long for any screen, and how much more there is. */
  review.cut = (text) => (text.length > LONGEST ? `${text.slice(0, LONGEST)} ${review.t('cut', { n: review.n(text.length - LONGEST) })}` : text);

  /* A path or a name from outside, which must not turn what stands around it. */
  review.path = (path, record) =>
    review.h('bdi', { class: 'path', dir: 'ltr', translate: 'no' }, record ? `${path} › ${record}` : path);

  review.say = (text) => {
    document.getElementById('said').textContent = text;
  };

  /* What was kept and why the rest went, as one narrow bar. `parts` are [class, amount, words]. */
  review.shareBar = (parts, label, height = 8) => {
    const all = parts.reduce((sum, part) => sum + part[1], 0) || 1;
    let x = 0;
    return review.s(
      'svg',
      { class: 'share', viewBox: `0 0 1000 ${height}`, preserveAspectRatio: 'none', role: 'img', 'aria-label': label },
      parts
        .filter((part) => part[1] > 0)
        .map(([name, amount, words]) => {
          const width = (amount / all) * 1000;
          const rect = review.s('rect', { class: `fill ${name}`, x, y: 0, width: Math.max(width, 1), height }, review.s('title', {}, words));
          x += width;
          return rect;
        }),
    );
  };

  /* Characters by reason of a page's `taken`: [[reason, characters], ...] in the order of the closed list. */
  review.byReason = (taken, meta) => {
    const sums = new Map();
    for (let i = 0; i < taken.length; i += 3) {
      const reason = meta.takers[taken[i]][0];
      sums.set(reason, (sums.get(reason) ?? 0) + taken[i + 2]);
    }
    return meta.reasons.filter((reason) => sums.has(reason)).map((reason) => [reason, sums.get(reason)]);
  };
}
