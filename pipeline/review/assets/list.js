'use strict';

/* The pages that answer the filters, fifty at a time, lowest confidence first. */
{
  const { h, t, n, address } = review;
  const SIZE = 50;
  const NEVER = 1e6;
  /* What each order sorts by: whole numbers. */
  const SORTS = {
    confidence: (c) => (i) => (c.confidence[i] < 0 ? NEVER : c.confidence[i]),
    path: () => () => 0,
    newest: (c) => (i) => -c.published[i],
    longest: (c) => (i) => -c.words[i],
    kept: (c) => (i) => (c.articles[i] ? Math.round(review.keptShare(c, i) * 1e4) : NEVER),
    removed: (c) => (i) => -c.removed[i],
  };

  /* The selection in its order: what the list shows and j and k step through. */
  review.ordered = async (meta, columns) => {
    const pages = await review.selected(meta, columns);
    if (pages === null) return null;
    const value = (SORTS[address.get('sort')] ?? SORTS.confidence)(columns);
    // One number a page that sorts by value, then by place: numbers sort without a function that compares.
    const ranks = Float64Array.from(pages, (i) => value(i) * meta.pages + i).sort();
    return Array.from(ranks, (rank) => ((rank % meta.pages) + meta.pages) % meta.pages);
  };

  review.list = async (main) => {
    const mine = review.turn;
    const [meta, columns] = await Promise.all([review.store.meta(), review.store.columns()]);
    const pages = await review.ordered(meta, columns);
    if (pages === null) return;
    const last = Math.max(1, Math.ceil(pages.length / SIZE));
    const current = Math.min(last, Math.max(1, Number(address.get('page')) || 1));
    const some = pages.slice((current - 1) * SIZE, current * SIZE);
    const names = await review.namesOf(some);
    if (mine !== review.turn) return;
    document.title = `${t('pages')} · ${t('review')}`;
    const focused = document.activeElement?.id === 'search';
    main.replaceChildren(
      review.filterRow(meta, sorting()),
      h('div', { class: 'list-head' }, h('h1', {}, review.count('n.pages', pages.length)), searchBox()),
      some.length ? table(some, names, columns, meta) : h('p', { class: 'soft' }, t('list.empty')),
      last > 1 ? pager(current, last) : '',
    );
    if (focused) focusSearch();
    review.say(review.count('n.pages', pages.length));
  };

  function sorting() {
    const current = address.get('sort') ?? 'confidence';
    return h(
      'label',
      { class: 'choice', for: 'sort' },
      h('span', {}, t('sort')),
      h('select', { id: 'sort', onchange: (event) => address.go(address.with({ sort: event.target.value === 'confidence' ? null : event.target.value, page: null })) },
        Object.keys(SORTS).map((name) => h('option', { value: name, selected: name === current }, t(`sort.${name}`)))),
    );
  }

  let typing = 0;

  function searchBox() {
    const box = h('input', {
      id: 'search', type: 'search', placeholder: t('search'), 'aria-label': t('search'), autocomplete: 'off', spellcheck: 'false', dir: 'auto',
      oninput: (event) => {
        clearTimeout(typing);
        const value = event.target.value.trim();
        typing = setTimeout(() => address.go(address.with({ q: value || null, page: null }), { replace: true }), 250);
      },
    });
    box.value = address.get('q') ?? '';
    return h('search', {}, box);
  }

  function focusSearch() {
    const box = document.getElementById('search');
    box.focus();
    box.setSelectionRange(box.value.length, box.value.length);
  }

  function table(some, names, columns, meta) {
    const heads = ['fact.confidence', 'column.title', 'by.date', 'by.language', 'by.words', 'column.removed'];
    return h(
      'table',
      { class: 'list' },
      h('thead', {}, h('tr', {}, heads.map((name) => h('th', { scope: 'col', class: name.replace('.', '-') }, t(name))))),
      h('tbody', {}, some.map((i, place) => row(i, names[place], columns, meta))),
    );
  }

  function row(i, [key, path, record, title, published], c, meta) {
    const language = meta.languages[c.language[i]];
    const outcome = meta.outcomes[c.outcome[i]];
    const flags = meta.flags.filter((flag, bit) => c.flags[i] & (1 << bit));
    const link = h(
      'a',
      { href: review.pageLink(key), class: 'title' },
      c.articles[i] ? review.theirs('bdi', {}, title ?? t('untitled'), title ? language : null) : h('em', {}, t('no.article'), ': ', t(`outcome.${outcome}`)),
    );
    const site = meta.sites[c.site[i]];
    return h(
      'tr',
      {},
      h('td', { class: 'fact-confidence' }, c.confidence[i] < 0 ? h('span', { class: 'soft' }, '–') : review.meter(c.confidence[i] / 100)),
      h('th', { scope: 'row', class: 'column-title' }, link,
        h('span', { class: 'under' }, site && h('bdi', { class: 'site' }, site), review.path(path, record), flags.map((flag) => h('span', { class: 'flag' }, t(`flag.${flag}`))))),
      h('td', { class: 'by-date' }, published?.slice(0, 10) ?? ''),
      h('td', { class: 'by-language' }, language && language !== 'und' ? review.languageName(language) : ''),
      h('td', { class: 'by-words' }, c.words[i] ? n(c.words[i]) : ''),
      h('td', { class: 'column-removed' }, shares(c, i, meta)),
    );
  }

  function shares(c, i, meta) {
    const reasons = review.byReason(c.taken.subarray(c.from[i], c.from[i + 1]), meta);
    const all = c.kept[i] + c.removed[i] || 1;
    const parts = [['r-kept', c.kept[i], t('kept')], ...reasons.map(([reason, amount]) => [`r-${reason}`, amount, review.reason(reason)])];
    const told = parts.filter((part) => part[1]).map(([, amount, words]) => `${words} ${review.percent(amount / all)}`);
    return review.shareBar(parts.map(([name, amount, words]) => [name, amount, `${words} ${review.percent(amount / all)}`]), told.join(t('and')));
  }

  /* A confidence: the number, and a short line that is as long. */
  review.meter = (value) => {
    const width = Math.round(value * 100);
    return h(
      'span',
      { class: value < 0.5 ? 'meter low' : 'meter' },
      h('span', {}, value.toFixed(2)),
      review.s('svg', { viewBox: '0 0 100 4', preserveAspectRatio: 'none', 'aria-hidden': 'true' }, review.s('rect', { class: 'track', width: 100, height: 4 }), review.s('rect', { class: 'level', width, height: 4 })),
    );
  };

  review.pageLink = (key, n = null) => {
    const params = review.filtersOf();
    if (n) params.set('block', n);
    return address.link(['page', key], params);
  };

  function pager(current, last) {
    const to = (page, words, rel) =>
      page < 1 || page > last
        ? h('span', { class: 'button off', 'aria-hidden': 'true' }, words)
        : h('a', { class: 'button', rel, href: address.with({ page: page === 1 ? null : page }) }, words);
    return h('nav', { class: 'pager', 'aria-label': t('list.pages') }, to(current - 1, t('previous'), 'prev'), h('span', {}, `${n(current)} / ${n(last)}`), to(current + 1, t('next'), 'next'));
  }
}
