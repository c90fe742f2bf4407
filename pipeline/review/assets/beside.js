'use strict';

/* What keeps the two sides of a page together: one scroll for both, and the words about a block. */
{
  const { h, t } = review;

  /* When one pane scrolls, the other shows the same place: between pieces that are known on both sides, in proportion. */
  review.together = (view) => {
    const { left, right } = view;
    let leads = left;
    let anchors = null;
    const lead = (pane) => () => {
      leads = pane;
    };
    for (const pane of [left, right]) {
      for (const kind of ['pointerenter', 'wheel', 'touchstart', 'focusin', 'keydown']) pane.addEventListener(kind, lead(pane), { passive: true });
      pane.addEventListener('scroll', () => pane === leads && follow(pane), { passive: true });
      new ResizeObserver(() => {
        anchors = null;
      }).observe(pane);
    }
    view.lead = lead(left);

    function follow(pane) {
      anchors ??= measure(view);
      const other = pane === left ? right : left;
      const [here, there] = pane === left ? [0, 1] : [1, 0];
      const room = pane.scrollHeight - pane.clientHeight;
      // The line that is compared wanders from the top of the pane to its foot, so that both ends meet.
      const share = room > 0 ? pane.scrollTop / room : 0;
      const line = pane.scrollTop + share * pane.clientHeight;
      const next = anchors.findIndex((anchor) => anchor[here] >= line);
      const [low, high] = next <= 0 ? [anchors[0], anchors[Math.min(1, anchors.length - 1)]] : [anchors[next - 1], anchors[next]];
      const span = high[here] - low[here];
      const part = span > 0 ? (line - low[here]) / span : 0;
      other.scrollTop = low[there] + part * (high[there] - low[there]) - share * other.clientHeight;
    }
  };

  /* [place on the left, place on the right] of every piece that is known on both, both rising. */
  function measure({ left, right, items, pieces }) {
    const tops = new Map();
    for (const item of items) if (!tops.has(item.dataset.n)) tops.set(item.dataset.n, item.offsetTop);
    const found = [[0, 0]];
    for (const piece of pieces) {
      const top = tops.get(piece.dataset.from);
      const [before, beside] = found.at(-1);
      if (top !== undefined && top > before && piece.offsetTop > beside) found.push([top, piece.offsetTop]);
    }
    found.push([Math.max(left.scrollHeight, found.at(-1)[0]), Math.max(right.scrollHeight, found.at(-1)[1])]);
    return found;
  }

  /* On a phone one side is seen at a time: these lead to the other, as a swipe does. */
  review.sides = ({ panes }) => {
    const side = (words, on, to) => h('button', { type: 'button', 'aria-pressed': String(on), onclick: () => panes.scrollTo({ left: to() }) }, words);
    const raw = side(t('raw'), true, () => 0);
    const article = side(t('article'), false, () => panes.scrollWidth);
    panes.addEventListener('scroll', () => {
      const right = panes.scrollLeft > panes.clientWidth / 2;
      raw.setAttribute('aria-pressed', String(!right));
      article.setAttribute('aria-pressed', String(right));
    }, { passive: true });
    return h('div', { class: 'sides', role: 'group', 'aria-label': t('sections') }, raw, article);
  };

  /* What is known of each rule, by name. */
  review.ruleRecords = async () => {
    if (review.single) return new Map(Object.entries(review.single.explanations).map(([rule, explanation]) => [rule, { rule, explanation }]));
    return new Map((await review.store.rules()).map((rule) => [rule.rule, rule]));
  };

  /* The words about one block, for the foot of the view. */
  review.inspection = (block, view) => {
    if (!block) return [h('p', { class: 'hint' }, t('inspect.hint'))];
    const rule = block.rule ? view.rules.get(block.rule) : null;
    const verdict = review.verdictOf(block);
    const removed = Boolean(block.reason);
    return [
      h(
        'p',
        { class: 'verdict' },
        h('span', { class: `tag r-${verdict}` }, removed ? review.reason(block.reason) : t(`verdict.${verdict}`)),
        removed && ruleName(block.rule),
        h('span', { class: 'soft' }, review.blockName(block)),
      ),
      h(
        'p',
        { class: 'because' },
        rule?.explanation && h('span', { lang: 'en', dir: 'ltr' }, `${rule.explanation} `),
        rule?.pages !== undefined && h('span', { class: 'soft' }, `${record(rule)} `),
        block.chance !== undefined && h('span', { class: 'soft' }, `${t('chance', { p: review.percent(block.chance) })} `),
        block.was && h('span', {}, t('was', { was: block.was[0] ? `${review.reason(block.was[0])} · ${block.was[1]}` : t('verdict.kept') })),
        block.voices && h('span', { class: 'soft' }, `${t('voices')}: ${block.voices.map(([name, odds]) => `${name} ${odds > 0 ? '+' : '−'}${Math.abs(odds).toFixed(1)}`).join(t('and'))}`),
      ),
    ];
  };

  function ruleName(rule) {
    const name = h('code', { translate: 'no' }, rule);
    return review.single ? name : h('a', { href: review.address.link(['rules', rule]) }, name);
  }

  function record(rule) {
    const fired = t('record', { pages: review.count('n.pages', rule.pages), blocks: review.count('n.blocks', rule.blocks) });
    return `${fired} ${rule.corrected ? review.count('record.corrected', rule.corrected) : t('record.never')}${review.language() === 'zh' ? '。' : '.'}`;
  }
}
