'use strict';

/* Where the address leads: the frame around every view, the keys, and the one-page view. */
{
  const { h, t, address } = review;
  const main = document.getElementById('main');
  const single = document.getElementById('single');
  const THEMES = ['', 'light', 'dark'];
  let last = '';

  if (single) {
    const { pages, explanations } = JSON.parse(single.textContent);
    pages.forEach((page) => review.put('page', page.key, page));
    const link = (page) => (page ? address.link(['page', page.key]) : null);
    review.single = {
      first: pages[0].key,
      explanations,
      steps: ({ key }) => {
        const place = pages.findIndex((page) => page.key === key);
        return { place: pages.length > 1 ? place : -1, count: pages.length, before: link(pages[place - 1]), next: link(pages[place + 1]), back: null };
      },
    };
  }

  const VIEWS = {
    '': review.overview,
    pages: review.list,
    page: async (place, key) => {
      await review.page(place, key);
      const page = review.currentPage()?.page;
      if (review.correct && page) {
        await review.correctionsOf(page);
        review.showAgain(page, review.currentPage().focus);
      }
    },
    rules: review.rules,
    proposals: (place) => (review.correct ? review.proposals(place) : review.overview(place)),
  };

  async function show() {
    address.read();
    const mine = ++review.turn;
    const [view, ...rest] = review.single ? ['page', address.path[1] ?? review.single.first] : address.path;
    document.documentElement.lang = review.language() === 'zh' ? 'zh-Hans' : 'en';
    document.documentElement.dataset.theme = address.get('theme') ?? '';
    document.body.dataset.view = view in VIEWS ? view : '';
    frame(view);
    if (view !== 'page') review.closePage();
    const place = [view, ...rest].join('/');
    const moved = place !== last;
    last = place;
    main.setAttribute('aria-busy', 'true');
    try {
      await (VIEWS[view] ?? review.overview)(main, ...rest);
    } catch (wrong) {
      main.replaceChildren(h('p', { class: 'notice' }, wrong.message));
    }
    if (mine !== review.turn) return;
    main.removeAttribute('aria-busy');
    if (moved) {
      window.scrollTo(0, 0);
      if (document.activeElement === document.body || document.activeElement === null) main.focus({ preventScroll: true });
    }
  }

  function frame(view) {
    const link = (path, words) => h('a', { href: address.link(path ? [path] : ['']), 'aria-current': view === path || (view === 'page' && path === 'pages') ? 'page' : null }, words);
    const theme = address.get('theme') ?? '';
    const next = THEMES[(THEMES.indexOf(theme) + 1) % THEMES.length];
    document.getElementById('skip').textContent = t('skip');
    document.getElementById('top').replaceChildren(
      h('a', { class: 'name', href: address.link(review.single ? ['page', review.single.first] : ['']) }, t('review')),
      review.single
        ? h('span', { class: 'grow' })
        : h('nav', { 'aria-label': t('sections') }, link('', t('overview')), link('pages', t('pages')), link('rules', t('rules')), review.correct && link('proposals', t('proposals'))),
      h(
        'div',
        { class: 'tools' },
        h('button', { type: 'button', class: 'tool', title: t('keys'), 'aria-label': t('keys'), onclick: help }, '?'),
        h('button', { type: 'button', class: 'tool', title: t(`theme.${theme || 'auto'}`), 'aria-label': t(`theme.${theme || 'auto'}`), onclick: () => address.everywhere('theme', next) }, themeMark(theme)),
        h('button', { type: 'button', class: 'tool wide', lang: review.language() === 'zh' ? 'en' : 'zh-Hans', onclick: () => address.everywhere('lang', review.language() === 'zh' ? null : 'zh') }, t('language.switch')),
      ),
    );
  }

  /* A disc: half for the system's choice, empty for light, full for dark. */
  function themeMark(theme) {
    const { s } = review;
    return s('svg', { viewBox: '0 0 16 16', 'aria-hidden': 'true' },
      s('circle', { cx: 8, cy: 8, r: 6, fill: theme === 'dark' ? 'currentColor' : 'none', stroke: 'currentColor', 'stroke-width': 1.5 }),
      theme === '' && s('path', { d: 'M8 2a6 6 0 0 1 0 12z', fill: 'currentColor' }));
  }

  const KEYS = {
    page: [['j', 'k', 'key.pages'], ['n', 'p', 'key.removals'], ['↓', '↑', 'key.blocks'], ['Esc', 'key.back']],
    list: [['j', 'k', 'key.rows'], ['/', 'key.search']],
    correct: [['a', 'key.article'], ['x', 'key.removed'], ['u', 'key.undo']],
  };

  function help() {
    const rows = [...KEYS.page, ...(review.single ? [] : KEYS.list), ...(review.correct ? KEYS.correct : []), ['?', 'key.help']];
    const dialog = h(
      'dialog',
      { class: 'form', 'aria-labelledby': 'keys', onclose: () => dialog.remove() },
      h('h2', { id: 'keys' }, t('keys')),
      h('dl', { class: 'keys' }, rows.map((row) => h('div', {}, h('dt', {}, row.slice(0, -1).map((key) => h('kbd', {}, key))), h('dd', {}, t(row.at(-1)))))),
      h('form', { method: 'dialog' }, h('button', { class: 'button strong' }, t('close'))),
    );
    document.body.append(dialog);
    dialog.showModal();
  }

  /* j and k among the rows of a list. */
  function row(step) {
    const links = [...document.querySelectorAll('table.list a.title')];
    const at = links.indexOf(document.activeElement);
    links[Math.min(links.length - 1, Math.max(0, at + step))]?.focus();
  }

  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || document.querySelector('dialog[open]')) return;
    if (event.target.closest?.('input, textarea, select')) return;
    const onPage = document.body.dataset.view === 'page';
    const keys = onPage ? { ...review.pageKeys, ...(review.correct?.keys ?? {}) } : { j: () => row(1), k: () => row(-1), '/': () => document.getElementById('search')?.focus() };
    const action = { '?': help, ...keys }[event.key];
    if (!action) return;
    event.preventDefault();
    action();
  });

  window.addEventListener('hashchange', show);
  review.connect().finally(show);
}
