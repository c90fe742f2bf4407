'use strict';

/* Charts: a figure with its picture and, folded away behind it, the numbers as a table. */
{
  const { h, s, t, n } = review;
  const SHOWN = 8;

  /* rows: [{label, value, href, mark, on, lang}]; `mark` is the class of a colour, `on` says that it is filtered by. */
  review.bars = ({ title, rows, column, wide = false, total = null }) => {
    const most = Math.max(1, ...rows.map((row) => row.value));
    const bar = (row) =>
      h(
        'li',
        {},
        h(
          'a',
          { class: 'bar', href: row.href, 'aria-current': row.on ? 'true' : null },
          h('bdi', { class: 'bar-name', lang: row.lang ?? null, translate: row.code ? 'no' : null }, row.label),
          s(
            'svg',
            { class: 'bar-line', viewBox: '0 0 1000 10', preserveAspectRatio: 'none', 'aria-hidden': 'true' },
            s('rect', { class: `fill ${row.mark ?? 'plain'}`, width: Math.max((row.value / most) * 1000, 3), height: 10 }),
          ),
          h('span', { class: 'bar-number' }, n(row.value)),
        ),
      );
    const rest = rows.slice(SHOWN);
    return figure(
      title,
      [
        rows.length ? h('ul', { class: 'bars' }, rows.slice(0, SHOWN).map(bar)) : h('p', { class: 'soft' }, t('none')),
        rest.length > 0 &&
          h('details', { class: 'rest' }, h('summary', {}, t('more', { n: n(rest.length) })), h('ul', { class: 'bars' }, rest.slice(0, 500).map(bar))),
      ],
      rows.slice(0, 500).map((row) => [[row.label, row.href], n(row.value), ...(total ? [review.percent(row.value / total)] : [])]),
      [t('column.value'), column, ...(total ? [t('column.share')] : [])],
      { wide },
    );
  };

  /* bins: [{label, value, href, on}] of neighbours; ticks: the words under the line. Columns are for the pointer;
     the links of the table behind do the same by keyboard. */
  review.histogram = ({ title, bins, ticks, column, note = null, wide = false }) => {
    const most = Math.max(1, ...bins.map((bin) => bin.value));
    const width = 1000 / Math.max(1, bins.length);
    const picture = s(
      'svg',
      { class: 'columns', viewBox: '0 0 1000 100', preserveAspectRatio: 'none', role: 'img', 'aria-label': `${title}. ${summary(bins)}` },
      bins.map((bin, i) => {
        const tall = bin.value ? Math.max((bin.value / most) * 98, 2) : 0;
        return s(
          'g',
          { class: bin.on ? 'bin on' : 'bin', onclick: () => review.address.go(bin.href) },
          s('title', {}, `${bin.label}: ${n(bin.value)}`),
          s('rect', { class: 'hit', x: i * width, y: 0, width, height: 100 }),
          s('rect', { class: 'fill plain', x: i * width + width * 0.08, y: 100 - tall, width: width * 0.84, height: tall }),
        );
      }),
    );
    const peak = h('span', { class: 'peak', 'aria-hidden': 'true' }, bins.length ? n(most) : '');
    peak.style.insetInlineStart = `clamp(1.4em, ${((bins.findIndex((bin) => bin.value === most) + 0.5) / Math.max(1, bins.length)) * 100}%, 100% - 1.4em)`;
    return figure(
      title,
      [
        h('div', { class: 'plot' }, peak, picture),
        h('div', { class: ticks.length === bins.length ? 'ticks each' : 'ticks', 'aria-hidden': 'true' }, ticks.map((tick) => h('span', {}, tick))),
        note && h('p', { class: 'note' }, note),
      ],
      bins.filter((bin) => bin.value).map((bin) => [[bin.label, bin.href], n(bin.value)]),
      [t('column.value'), column],
      { wide },
    );
  };

  function summary(bins) {
    const all = bins.reduce((sum, bin) => sum + bin.value, 0);
    const top = bins.reduce((best, bin) => (bin.value > best.value ? bin : best), bins[0] ?? { label: '', value: 0 });
    return all ? `${top.label}: ${n(top.value)} / ${n(all)}` : t('none');
  }

  /* The one broad bar: parts are [{label, value, mark, href}]. */
  review.whole = ({ title, parts, column }) => {
    const all = parts.reduce((sum, part) => sum + part.value, 0) || 1;
    const share = (part) => review.percent(part.value / all);
    const told = parts.map((part) => `${part.label} ${share(part)}`).join(t('and'));
    return figure(
      title,
      [
        review.shareBar(parts.map((part) => [part.mark, part.value, `${part.label}: ${share(part)}`]), told, 28),
        h(
          'ul',
          { class: 'legend' },
          parts.map((part) =>
            h('li', {}, h('a', { href: part.href, class: part.mark, 'aria-current': part.on ? 'true' : null },
              h('span', { class: 'dot', 'aria-hidden': 'true' }), h('span', {}, part.label), h('b', {}, share(part)))),
          ),
        ),
      ],
      parts.map((part) => [[part.label, part.href], n(part.value), share(part)]),
      [t('column.value'), column, t('column.share')],
      { wide: true },
    );
  };

  function figure(title, content, rows, columns, { wide }) {
    return h(
      'figure',
      { class: wide ? 'chart wide' : 'chart' },
      h('figcaption', {}, h('h2', {}, title)),
      content,
      rows.length > 0 &&
        h(
          'details',
          { class: 'behind' },
          h('summary', {}, t('numbers'), h('span', { class: 'unseen' }, `: ${title}`)),
          h(
            'div',
            { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': `${t('numbers')}: ${title}` },
            h(
              'table',
              {},
              h('thead', {}, h('tr', {}, columns.map((name) => h('th', { scope: 'col' }, name)))),
              h('tbody', {}, rows.map(([[label, href], ...rest]) =>
                h('tr', {}, h('th', { scope: 'row' }, href ? h('a', { href }, h('bdi', {}, label)) : h('bdi', {}, label)), rest.map((value) => h('td', {}, value))))),
            ),
          ),
        ),
    );
  }
}
