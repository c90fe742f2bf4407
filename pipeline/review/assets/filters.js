'use strict';

/* Which pages are meant: filters stand in the address, are tested on columns, and are shown as a row of choices. */
{
  const { h, t, address } = review;
  const CHOICES = ['site', 'language', 'reason', 'rule', 'flag', 'outcome'];
  const RANGES = ['confidence', 'kept', 'words', 'date'];
  const MANY_SITES = 2000;

  review.FILTERS = [...CHOICES, ...RANGES, 'q'];

  /* Only the filters of the address: what a link to other pages of the same selection carries. */
  review.filtersOf = (params = address.params) => {
    const kept = new URLSearchParams();
    for (const name of [...review.FILTERS, 'sort']) if (params.get(name)) kept.set(name, params.get(name));
    return kept;
  };

  review.toggled = (name, value, path = address.path) => {
    const off = address.get(name) === String(value);
    return address.with({ [name]: off ? null : value, page: null }, path);
  };

  review.keptShare = (columns, i) => columns.kept[i] / (columns.kept[i] + columns.removed[i] || 1);

  /* The numbers of the pages that answer all filters; null where a search was overtaken by another. */
  review.selected = async (meta, columns) => {
    const tests = CHOICES.concat(RANGES).filter((name) => address.get(name)).map((name) => TESTS[name](address.get(name), meta, columns));
    const found = [];
    for (let i = 0; i < meta.pages; i++) if (tests.every((test) => test(i))) found.push(i);
    return address.get('q') ? searched(found, address.get('q'), meta) : found;
  };

  const TESTS = {
    site: (value, meta, columns) => {
      const site = value === '-' ? -1 : meta.sites.indexOf(value);
      return value !== '-' && site < 0 ? () => false : (i) => columns.site[i] === site && columns.articles[i] > 0;
    },
    language: (value, meta, columns) => {
      const language = meta.languages.indexOf(value);
      return (i) => language >= 0 && columns.language[i] === language;
    },
    reason: (value, meta, columns) => taker((reason) => reason === value, meta, columns),
    rule: (value, meta, columns) => taker((reason, rule) => rule === value, meta, columns),
    flag: (value, meta, columns) => {
      const bit = meta.flags.indexOf(value) < 0 ? 0 : 1 << meta.flags.indexOf(value);
      return (i) => (columns.flags[i] & bit) !== 0;
    },
    outcome: (value, meta, columns) => {
      const outcome = meta.outcomes.indexOf(value);
      return (i) => columns.outcome[i] === outcome;
    },
    confidence: (value, meta, columns) => between(value, (i) => columns.confidence[i], columns),
    kept: (value, meta, columns) => between(value, (i) => Math.min(99, Math.floor(review.keptShare(columns, i) * 100)), columns),
    words: (value, meta, columns) => between(value, (i) => columns.words[i], columns),
    date: (value, meta, columns) => between(value, (i) => columns.published[i], columns),
  };

  function taker(matches, meta, columns) {
    const wanted = new Set(meta.takers.flatMap(([reason, rule], place) => (matches(reason, rule) ? [place] : [])));
    return (i) => {
      for (let at = columns.from[i]; at < columns.from[i + 1]; at += 3) if (wanted.has(columns.taken[at]) && columns.taken[at + 1] > 0) return true;
      return false;
    };
  }

  /* `40-59`, both ends included; an end may be missing. */
  function between(value, number, columns) {
    const [from, to] = value.split('-', 2);
    const low = from ? Number(from) : -Infinity;
    const high = to === undefined ? low : to ? Number(to) : Infinity;
    return (i) => columns.articles[i] > 0 && number(i) >= low && number(i) <= high;
  }

  let searches = 0;

  async function searched(pages, query, meta) {
    const mine = ++searches;
    const wanted = query.toLocaleLowerCase().split(/\s+/).filter(Boolean);
    const found = [];
    const chunk = meta.names * 60;
    for (let from = 0; from < pages.length; from += chunk) {
      const some = pages.slice(from, from + chunk);
      const names = await review.namesOf(some);
      if (mine !== searches) return null;
      names.forEach(([, path, record, title], place) => {
        const text = `${title ?? ''}\n${path}\n${record ?? ''}`.toLocaleLowerCase();
        if (wanted.every((word) => text.includes(word))) found.push(some[place]);
      });
      if (from) review.say(t('searching', { done: from, n: pages.length }));
    }
    return found;
  }

  /* How a value of a filter reads. */
  review.valueName = (name, value) => {
    if (name === 'site') return value === '-' ? t('no.site') : value;
    if (name === 'language') return review.languageName(value);
    if (['reason', 'flag', 'outcome'].includes(name)) return t(`${name}.${value}`);
    if (name === 'q') return `“${value}”`;
    if (name === 'date') return dates(value);
    if (name === 'confidence') return value.split('-').map((end) => (end ? (Number(end) / 100).toFixed(2) : '')).join(' – ');
    if (name === 'kept') return `${value.replace('-', '–')} %`;
    return value.replace('-', ' – ');
  };

  /* `201900-201903` as 2019-01 – 2019-03, whole years as years. */
  function dates(value) {
    const [from, to = from] = value.split('-', 2);
    const wholeYears = /0[01]$/.test(from) && /12$/.test(to);
    const ends = [from, to].map((end) => (wholeYears || /00$/.test(to) ? end.slice(0, 4) : `${end.slice(0, 4)}-${end.slice(4).replace('00', '01')}`));
    return [...new Set(ends)].join(' – ');
  }

  /* The row of choices above overview and list, and what is chosen. `rest` is put behind the choices. */
  review.filterRow = (meta, ...rest) => {
    const rules = [...new Set(meta.takers.map(([, rule]) => rule))].sort();
    const values = {
      site: [...meta.sites].slice(0, MANY_SITES).sort((a, b) => a.localeCompare(b)).concat('-'),
      language: [...meta.languages].sort(),
      reason: meta.reasons.filter((reason) => meta.takers.some(([each]) => each === reason)),
      rule: rules,
      flag: meta.flags,
      outcome: meta.outcomes,
    };
    const chosen = review.FILTERS.filter((name) => address.get(name));
    return h(
      'section',
      { class: 'filters', 'aria-label': t('filter') },
      h('div', { class: 'choices' }, CHOICES.map((name) => choice(name, values[name])), rest),
      chosen.length > 0 &&
        h(
          'ul',
          { class: 'chosen' },
          chosen.map((name) =>
            h('li', {}, h(
              'a',
              { class: 'chip', href: address.with({ [name]: null, page: null }), 'aria-label': t('filter.remove', { what: `${t(`by.${name}`)}: ${review.valueName(name, address.get(name))}` }) },
              h('span', { class: 'soft' }, t(`by.${name}`)), h('bdi', {}, review.valueName(name, address.get(name))), h('span', { 'aria-hidden': 'true' }, '×'),
            )),
          ),
          h('li', {}, h('a', { class: 'quiet', href: address.link(address.path) }, t('filters.clear'))),
        ),
    );
  };

  function choice(name, values) {
    const current = address.get(name) ?? '';
    const known = current && !values.includes(current) ? [current, ...values] : values;
    const select = h(
      'select',
      { id: `by-${name}`, onchange: (event) => address.go(address.with({ [name]: event.target.value || null, page: null })) },
      h('option', { value: '' }, t('any')),
      known.map((value) => h('option', { value, selected: value === current }, review.valueName(name, value))),
    );
    return h('label', { class: current ? 'choice set' : 'choice', for: `by-${name}` }, h('span', {}, t(`by.${name}`)), select);
  }
}
