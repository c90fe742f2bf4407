'use strict';

/* One page: its blocks on the left, its article on the right, scrolling together; below, why a block went. */
{
  const { h, t, n, address } = review;
  let current = null;

  review.currentPage = () => current;

  review.page = async (main, key) => {
    const mine = review.turn;
    let page;
    try {
      page = await review.store.page(key);
    } catch {
      main.replaceChildren(h('p', { class: 'notice' }, t('no.such.page')));
      return;
    }
    const rules = await review.ruleRecords();
    if (mine !== review.turn) return;
    show(main, page, rules);
    stepping(page).then((steps) => {
      if (current?.page === page) current.setSteps(steps);
    });
  };

  /* Shows a page; `place` is the block to go to. */
  function show(main, page, rules, place = null) {
    const title = page.articles?.[0]?.title ?? page.record ?? page.path;
    document.title = `${title} · ${t('review')}`;
    const view = { page, rules, main, focus: -1, anchor: -1, pointed: null };
    const parts = (page.articles ?? []).map((article) => review.articleView(article, page, { editing: review.correct?.editing }));
    view.pieces = parts.flatMap((part) => part.bodies);
    const { list, items } = review.blockList(page, view.pieces, {
      onpoint: (at) => point(view, at),
      onfocus: (at, how) => focus(view, at, how),
    });
    Object.assign(view, { list, items, selected: [], lit: [] });
    pair(view);
    view.left = h('section', { class: 'pane raw', 'aria-label': t('raw') }, items.length ? list : h('p', { class: 'empty soft' }, t('raw.empty')));
    view.right = h('section', { class: 'pane clean', 'aria-label': t('article'), tabindex: 0 }, parts.map((part) => part.element), parts.length === 0 && absent(page));
    view.map = review.pageMap(view.left, items, page);
    view.inspector = h('section', { class: 'inspector', 'aria-label': t('inspector') });
    view.nav = h('nav', { class: 'steps', 'aria-label': t('pages') });
    view.setSteps = (steps) => {
      view.steps = steps;
      view.nav.replaceChildren(...stepLinks(steps));
    };
    view.panes = h('div', { class: 'panes' }, h('div', { class: 'left' }, view.map.map, view.left), view.right);
    main.replaceChildren(
      h('div', { class: 'page' },
        h('header', { class: 'page-head' }, view.nav, h('h1', {}, review.theirs('bdi', {}, title, page.articles?.[0]?.language)), title !== page.path && h('p', { class: 'under' }, review.path(page.path, page.record)), review.qualities(page), reasons(view)),
        page.seen !== 'whole' && (parts.length > 0 || page.seen !== 'failed') && h('p', { class: 'notice' }, page.why ?? t('account.only', { why: t(`seen.${page.seen}`) })),
        review.sides(view),
        view.panes,
        view.inspector,
      ),
    );
    current = view;
    if (review.single) view.setSteps(review.single.steps(page));
    review.together(view);
    view.map.draw();
    new ResizeObserver(() => view.map.draw()).observe(view.left);
    view.left.addEventListener('scroll', view.map.move, { passive: true });
    view.right.addEventListener('mouseover', (event) => mirror(view, event.target.closest('.piece')));
    view.right.addEventListener('click', (event) => toBlock(view, event.target.closest('.piece')));
    list.addEventListener('keydown', (event) => arrows(view, event));
    inspect(view);
    const wanted = place ?? page.blocks?.findIndex((block) => String(block.n) === address.get('block'));
    if (wanted >= 0) focus(view, wanted, { quiet: true });
  }

  review.showAgain = (page, place) => {
    review.put('page', page.key, page);
    const steps = current.steps;
    const scrolled = current.left.scrollTop;
    show(current.main, page, current.rules, place);
    if (steps) current.setSteps(steps);
    current.left.scrollTop = scrolled;
  };

  function absent(page) {
    return h('div', { class: 'sheet absent' }, h('p', { class: 'eyebrow' }, t('no.article')), h('p', {}, t(`outcome.${page.failure ?? page.absence ?? 'empty'}`)), page.why && h('p', { class: 'soft' }, page.why));
  }

  /* The reasons that took something, each a step to its next block. */
  function reasons(view) {
    const counts = new Map();
    for (const block of view.page.blocks ?? []) if (block.reason) counts.set(block.reason, (counts.get(block.reason) ?? 0) + (block.blocks ?? 1));
    return h('ul', { class: 'legend small' }, [...counts].map(([reason, count]) =>
      h('li', {}, h('button', { type: 'button', class: `r-${reason}`, onclick: () => seek(view, 1, (block) => block.reason === reason, true) },
        h('span', { class: 'dot', 'aria-hidden': 'true' }), h('span', {}, review.reason(reason)), h('b', {}, n(count))))));
  }

  /* The pages before and behind in the selection that the address names. */
  async function stepping(page) {
    if (review.single) return review.single.steps(page);
    const [meta, columns, keys] = await Promise.all([review.store.meta(), review.store.columns(), review.store.keys()]);
    const pages = (await review.ordered(meta, columns)) ?? [];
    const place = pages.findIndex((i) => keys[i] === page.key);
    const key = (at) => (at >= 0 && at < pages.length ? review.pageLink(keys[pages[at]]) : null);
    return { place, count: pages.length, before: place < 0 ? null : key(place - 1), next: place < 0 ? key(0) : key(place + 1), back: address.link(['pages'], listParams(place)) };
  }

  function listParams(place) {
    const params = review.filtersOf();
    if (place >= 50) params.set('page', Math.floor(place / 50) + 1);
    return params;
  }

  function stepLinks({ place, count, before, next, back }) {
    const arrow = (href, sign, words) => (href ? h('a', { class: 'button', href, 'aria-label': words, title: words }, sign) : h('span', { class: 'button off', 'aria-hidden': 'true' }, sign));
    return [
      back && h('a', { class: 'quiet', href: back }, t('back')),
      h('span', { class: 'grow' }),
      place >= 0 && h('span', { class: 'soft' }, t('of.n', { i: n(place + 1), n: n(count) })),
      arrow(before, '‹', t('previous.page')),
      arrow(next, '›', t('next.page')),
    ].filter(Boolean);
  }

  /* --- blocks: pointed at, focused, stepped to --- */

  function point(view, place) {
    view.pointed = place;
    light(view, place ?? view.focus);
    inspect(view);
  }

  function focus(view, place, { extend = false, quiet = false, byHand = false } = {}) {
    if (place < 0 || place >= view.items.length) return;
    view.anchor = extend && view.anchor >= 0 ? view.anchor : place;
    view.focus = place;
    view.pointed = null;
    const [from, to] = review.chosen(view);
    view.selected.forEach((item) => item.setAttribute('aria-selected', 'false'));
    view.selected = view.items.slice(from, to + 1);
    view.selected.forEach((item) => item.setAttribute('aria-selected', 'true'));
    view.here?.classList.remove('here');
    view.here = view.items[place];
    view.here.classList.add('here');
    view.list.setAttribute('aria-activedescendant', view.items[place].id);
    if (!byHand) {
      view.lead();
      reveal(view.left, view.items[place]);
    }
    light(view, place);
    inspect(view);
    if (!quiet) review.say(`${review.blockName(view.page.blocks[place])}. ${review.verdictWords(view.page.blocks[place])}`);
  }

  review.chosen = (view) => [Math.min(view.anchor, view.focus), Math.max(view.anchor, view.focus)];

  function reveal(pane, element) {
    const top = element.offsetTop - pane.scrollTop;
    if (top < 60 || top + element.offsetHeight > pane.clientHeight - 40) {
      pane.scrollTop = element.offsetTop - pane.clientHeight / 3;
    }
    // On a phone the pane is taller than what is seen of it.
    if (matchMedia('(max-width: 640px)').matches) element.scrollIntoView({ block: 'center', inline: 'nearest' });
  }

  /* Lights what belongs together on both sides. */
  function light(view, place) {
    const block = view.page.blocks?.[place];
    glow(view, block && !block.reason ? [view.pieceOf.get(block.n)] : []);
  }

  function glow(view, elements) {
    view.lit.forEach((element) => element.classList.remove('lit'));
    view.lit = elements.filter(Boolean);
    view.lit.forEach((element) => element.classList.add('lit'));
  }

  function mirror(view, piece) {
    glow(view, piece ? (view.itemsOf.get(piece) ?? []) : []);
  }

  /* Which piece of the article a block's number is in, and which blocks a piece has. */
  function pair(view) {
    view.pieceOf = new Map();
    view.itemsOf = new Map();
    for (const piece of view.pieces) {
      for (let number = Number(piece.dataset.from); number <= Number(piece.dataset.to); number++) view.pieceOf.set(number, piece);
    }
    for (const item of view.items) {
      const piece = view.pieceOf.get(Number(item.dataset.n));
      if (!piece) continue;
      if (!view.itemsOf.has(piece)) view.itemsOf.set(piece, []);
      view.itemsOf.get(piece).push(item);
    }
  }

  function toBlock(view, piece) {
    if (!piece?.dataset.from || getSelection().toString()) return;
    const place = view.page.blocks.findIndex((block) => block.n === Number(piece.dataset.from) && !block.reason);
    if (place >= 0) focus(view, place);
  }

  function arrows(view, event) {
    const steps = { ArrowDown: 1, ArrowUp: -1, PageDown: 12, PageUp: -12 };
    const last = view.items.length - 1;
    const to = event.key === 'Home' ? 0 : event.key === 'End' ? last : event.key in steps ? Math.min(last, Math.max(0, view.focus + steps[event.key])) : null;
    if (to === null || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    focus(view, to, { extend: event.shiftKey });
  }

  /* To the next block that answers; the first of a run counts for all of it. */
  function seek(view, step, wanted, around = false) {
    const blocks = view.page.blocks ?? [];
    const opens = (at) => wanted(blocks[at]) && (at === 0 || blocks[at - 1].reason !== blocks[at].reason || blocks[at - 1].rule !== blocks[at].rule);
    for (let at = view.focus + step; at >= 0 && at < blocks.length; at += step) if (opens(at)) return go(view, at);
    if (around) for (let at = 0; at < blocks.length; at++) if (opens(at)) return go(view, at);
    return undefined;
  }

  function go(view, place) {
    focus(view, place);
    view.list.focus({ preventScroll: true });
  }

  function inspect(view) {
    const place = view.pointed ?? view.focus;
    const block = view.page.blocks?.[place];
    view.inspector.replaceChildren(...review.inspection(block, view), ...(review.correct?.controls(view) ?? []));
  }

  review.pageKeys = {
    j: () => current?.steps?.next && address.go(current.steps.next),
    k: () => current?.steps?.before && address.go(current.steps.before),
    n: () => current && seek(current, 1, (block) => Boolean(block.reason)),
    p: () => current && seek(current, -1, (block) => Boolean(block.reason)),
    Escape: () => current?.steps?.back && address.go(current.steps.back),
  };
  review.closePage = () => {
    current = null;
  };
}
