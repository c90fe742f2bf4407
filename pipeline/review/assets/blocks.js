'use strict';

/* The raw page as text: a block a line, tinted by verdict, walked with the arrow keys; and a map of it. */
{
  const { h, s, t } = review;
  const MAP = 1000;

  review.verdictOf = (block) => (block.reason ? block.reason : block.title ? 'title' : 'kept');

  review.blockName = (block) =>
    block.to || block.blocks > 1 ? t('blocks.n', { n: block.n, to: block.to ?? block.n }) : t('block.n', { n: block.n });

  review.verdictWords = (block) =>
    block.reason ? `${t('verdict.removed')}: ${review.reason(block.reason)}, ${block.rule}` : t(block.title ? 'verdict.title' : 'verdict.kept');

  /* The list of blocks. `onfocus(block, element)` hears of the block that is pointed at. */
  review.blockList = (page, bodies, { onpoint, onfocus }) => {
    const language = page.articles?.[0]?.language ?? null;
    const kinds = kindsOf(page, bodies);
    let before = null;
    const items = (page.blocks ?? []).map((block, place) => {
      const opens = block.reason && (before?.reason !== block.reason || before?.rule !== block.rule);
      before = block;
      const verdict = review.verdictOf(block);
      return h(
        'li',
        {
          id: `block-${place}`, class: `block r-${verdict} ${kinds.get(block.n) ?? ''}${block.gap ? ' apart' : ''}${block.was ? ' was' : ''}${block.indent > 1 ? ` in${Math.min(4, Math.ceil(block.indent / 4))}` : ''}`,
          role: 'option', 'aria-selected': 'false', 'data-place': place, 'data-n': block.n,
        },
        h('span', { class: 'unseen' }, `${review.blockName(block)}, ${review.verdictWords(block)}: `),
        h('span', { class: 'number', 'aria-hidden': 'true' }, block.part ? '' : String(block.n)),
        review.theirs('span', { class: 'text' }, review.cut(block.text) || ' ', language),
        opens && h('span', { class: 'why', 'aria-hidden': 'true' }, review.reason(block.reason)),
      );
    });
    const list = h(
      'ol',
      {
        class: 'blocks', role: 'listbox', tabindex: 0, 'aria-label': t('blocks.label'), 'aria-multiselectable': 'true', translate: 'no',
        onmouseover: (event) => pointed(event, onpoint),
        onmouseleave: () => onpoint(null),
        onclick: (event) => pointed(event, (place) => onfocus(place, { extend: event.shiftKey, byHand: true })),
      },
      items,
    );
    return { list, items };
  };

  function pointed(event, tell) {
    const item = event.target.closest('.block');
    if (item) tell(Number(item.dataset.place));
  }

  /* What kept blocks are in the article, so that headings look like headings here, too. */
  function kindsOf(page, bodies) {
    const kinds = new Map();
    (page.articles ?? []).forEach((article) =>
      article.body.forEach((block, i) => {
        const lines = article.lines?.[i];
        if (!lines || !['heading', 'list', 'quote', 'code', 'table'].includes(block.type)) return;
        for (let number = lines[0]; number <= lines[1]; number++) kinds.set(number, `k-${block.type}`);
      }));
    return kinds;
  }

  /* The whole page at a glance, beside its blocks: where something went, and where one is. */
  review.pageMap = (pane, items, page) => {
    const view = s('rect', { class: 'view', x: 0, width: 10 });
    const map = s('svg', { class: 'map', viewBox: `0 0 10 ${MAP}`, preserveAspectRatio: 'none', 'aria-hidden': 'true' });
    const height = () => {
      const last = items.at(-1);
      return (last && Math.max(last.offsetTop + last.offsetHeight, pane.clientHeight)) || 1;
    };
    const draw = () => {
      const all = height();
      const runs = [];
      items.forEach((item, place) => {
        const verdict = review.verdictOf(page.blocks[place]);
        const [top, bottom] = [item.offsetTop, item.offsetTop + item.offsetHeight];
        if (runs.at(-1)?.verdict === verdict) runs.at(-1).bottom = bottom;
        else runs.push({ verdict, top, bottom });
      });
      map.replaceChildren(
        ...runs.map(({ verdict, top, bottom }) =>
          s('rect', { class: `fill r-${verdict}`, x: 1, width: 8, y: (top / all) * MAP, height: Math.max(2, ((bottom - top) / all) * MAP - 0.6) })),
        view,
      );
      move();
    };
    const move = () => {
      const all = height();
      view.setAttribute('y', (pane.scrollTop / all) * MAP);
      view.setAttribute('height', Math.min(MAP, (pane.clientHeight / all) * MAP));
    };
    const jump = (event) => {
      const box = map.getBoundingClientRect();
      pane.scrollTop = ((event.clientY - box.top) / box.height) * height() - pane.clientHeight / 2;
    };
    map.addEventListener('pointerdown', (event) => {
      map.setPointerCapture(event.pointerId);
      jump(event);
    });
    map.addEventListener('pointermove', (event) => event.buttons && jump(event));
    return { map, draw, move };
  };
}
