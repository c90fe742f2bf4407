'use strict';

/* The first view: what became of the pages that answer the filters, as a sentence and as charts. */
{
  const { h, t, address } = review;
  const LENGTHS = [0, 50, 100, 200, 400, 800, 1600, 3200, 6400, 12800];

  review.overview = async (main) => {
    const mine = review.turn;
    const [meta, columns] = await Promise.all([review.store.meta(), review.store.columns()]);
    const pages = await review.selected(meta, columns);
    if (pages === null || mine !== review.turn) return;
    document.title = `${t('overview')} · ${t('review')}`;
    const sums = add(pages, meta, columns);
    const head = h('h1', { class: 'hero' }, meta.pages ? sentence(sums) : t('hero.empty'));
    main.replaceChildren(
      review.filterRow(meta),
      h('div', { class: 'lead' }, head, sums.pages > 0 && h('p', {}, h('a', { class: 'button', href: address.link(['pages'], review.filtersOf()) }, t('show.pages')))),
      ...partial(meta),
      sums.pages ? h('div', { class: 'charts' }, charts(sums, meta)) : '',
    );
    review.say(head.textContent);
  };

  function sentence(sums) {
    if (!sums.pages) return t('hero.none');
    return t('hero', {
      pages: review.count('n.pages', sums.pages),
      articles: review.count('n.articles', sums.articles),
      kept: review.percent(sums.kept / (sums.kept + sums.removed || 1)),
    });
  }

  function partial(meta) {
    return Object.entries(meta.partial).map(([why, count]) =>
      h('p', { class: 'notice' }, t('partial', { n: review.count('n.pages', count), why: t(`seen.${why}`) })));
  }

  /* Everything the charts show, in one walk over the columns. */
  function add(pages, meta, columns) {
    const sums = {
      pages: pages.length, articles: 0, kept: 0, removed: 0, dated: 0, undated: 0,
      takers: meta.takers.map(() => ({ blocks: 0, characters: 0 })),
      sites: new Map(), languages: new Map(), outcomes: new Map(), dates: new Map(),
      flags: meta.flags.map(() => 0), confidence: Array(20).fill(0), share: Array(20).fill(0), words: LENGTHS.map(() => 0),
    };
    const one = (map, what) => map.set(what, (map.get(what) ?? 0) + 1);
    for (const i of pages) {
      sums.articles += columns.articles[i];
      sums.kept += columns.kept[i];
      sums.removed += columns.removed[i];
      one(sums.outcomes, columns.outcome[i]);
      for (let at = columns.from[i]; at < columns.from[i + 1]; at += 3) {
        const sum = sums.takers[columns.taken[at]];
        sum.blocks += columns.taken[at + 1];
        sum.characters += columns.taken[at + 2];
      }
      if (!columns.articles[i]) continue;
      one(sums.sites, columns.site[i]);
      one(sums.languages, columns.language[i]);
      sums.confidence[Math.min(19, Math.floor(columns.confidence[i] / 5))]++;
      sums.share[Math.min(19, Math.floor(review.keptShare(columns, i) * 20))]++;
      sums.words[LENGTHS.findLastIndex((least) => columns.words[i] >= least)]++;
      if (columns.flags[i]) meta.flags.forEach((flag, bit) => columns.flags[i] & (1 << bit) && sums.flags[bit]++);
      if (columns.published[i]) one(sums.dates, columns.published[i]);
      else sums.undated++;
    }
    return sums;
  }

  function charts(sums, meta) {
    const removed = meta.reasons
      .map((reason) => ({ reason, ...ofReason(sums, meta, reason) }))
      .filter((each) => each.blocks)
      .sort((a, b) => b.characters - a.characters);
    const on = (name, value) => address.get(name) === String(value);
    const bar = (name, value, count, more) => ({ label: review.valueName(name, value), value: count, href: review.toggled(name, value), on: on(name, value), ...more });
    const parts = removed.map(({ reason, characters }) => ({ ...bar('reason', reason, characters), mark: `r-${reason}` }));
    const byCount = (rows) => rows.filter((row) => row.value).sort((a, b) => b.value - a.value);
    const map = (counts, name, names) => byCount([...counts].map(([place, count]) => bar(name, place < 0 ? '-' : names[place], count)));
    const bins = (name, counts, range) => counts.map((count, i) => ({ ...bar(name, range(i), count) }));
    return [
      review.whole({ title: t('chart.where'), column: t('column.characters'), parts: [{ label: t('kept'), value: sums.kept, mark: 'r-kept', href: address.link(['pages'], review.filtersOf()) }, ...parts] }),
      review.bars({ title: t('chart.reasons'), column: t('column.blocks'), rows: byCount(removed.map(({ reason, blocks }) => bar('reason', reason, blocks, { mark: `r-${reason}` }))) }),
      review.bars({ title: t('chart.rules'), column: t('column.blocks'), rows: byCount(rules(sums, meta).map(([rule, reason, blocks]) => bar('rule', rule, blocks, { mark: `r-${reason}`, lang: 'en', code: true }))) }),
      review.bars({ title: t('chart.outcomes'), column: t('column.pages'), rows: map(sums.outcomes, 'outcome', meta.outcomes) }),
      review.histogram({ title: t('chart.confidence'), column: t('column.pages'), ticks: ['0', '0.5', '1'], bins: bins('confidence', sums.confidence, (i) => (i < 19 ? `${i * 5}-${i * 5 + 4}` : '95-100')) }),
      review.histogram({ title: t('chart.words'), column: t('column.pages'), ticks: LENGTHS.map(review.short), bins: bins('words', sums.words, (i) => `${LENGTHS[i]}-${i + 1 < LENGTHS.length ? LENGTHS[i + 1] - 1 : ''}`) }),
      review.histogram({ title: t('chart.kept'), column: t('column.pages'), ticks: ['0 %', '50 %', '100 %'], bins: bins('kept', sums.share, (i) => `${i * 5}-${i * 5 + 4}`) }),
      dates(sums, bar),
      review.bars({ title: t('chart.languages'), column: t('column.pages'), rows: map(sums.languages, 'language', meta.languages) }),
      review.bars({ title: t('chart.sites'), column: t('column.pages'), rows: map(sums.sites, 'site', meta.sites) }),
      review.bars({ title: t('chart.flags'), column: t('column.pages'), rows: byCount(meta.flags.map((flag, bit) => bar('flag', flag, sums.flags[bit]))) }),
    ];
  }

  function ofReason(sums, meta, reason) {
    const total = { blocks: 0, characters: 0 };
    meta.takers.forEach(([each], place) => {
      if (each !== reason) return;
      total.blocks += sums.takers[place].blocks;
      total.characters += sums.takers[place].characters;
    });
    return total;
  }

  /* [rule, its most frequent reason, blocks] */
  function rules(sums, meta) {
    const all = new Map();
    meta.takers.forEach(([reason, rule], place) => {
      const { blocks } = sums.takers[place];
      const known = all.get(rule) ?? [rule, reason, 0, 0];
      all.set(rule, [rule, blocks > known[3] ? reason : known[1], known[2] + blocks, Math.max(blocks, known[3])]);
    });
    return [...all.values()];
  }

  /* Columns of a month, a quarter, a year or some years: so that there are at most some fifty. */
  function dates(sums, bar) {
    const note = sums.undated ? t('undated', { n: review.count('n.pages', sums.undated) }) : null;
    const known = [...sums.dates.keys()].sort((a, b) => a - b);
    const bins = [];
    if (known.length) {
      const [first, last] = [Math.floor(known[0] / 100), Math.floor(known.at(-1) / 100)];
      const years = last - first + 1;
      const months = years <= 4 ? 1 : years <= 12 ? 3 : 12 * Math.ceil(years / 50);
      for (let month = 0; month < years * 12; month += months) {
        // A date of which only the year is known counts as the first of its months.
        const low = yearAndMonth(first, month) - (month % 12 ? 0 : 1);
        const high = yearAndMonth(first, month + months - 1);
        const count = known.filter((date) => date >= low && date <= high).reduce((sum, date) => sum + sums.dates.get(date), 0);
        bins.push(bar('date', `${low}-${high}`, count));
      }
    }
    const shown = trimmed(bins);
    const ticks = [...new Set([shown[0], shown[Math.floor((shown.length - 1) / 2)], shown.at(-1)])].filter(Boolean).map((bin) => bin.label.split(' – ')[0]);
    return review.histogram({ title: t('chart.dates'), column: t('column.pages'), bins: shown, ticks, note, wide: true });
  }

  const yearAndMonth = (first, month) => (first + Math.floor(month / 12)) * 100 + (month % 12) + 1;

  /* Without the empty columns before the first and behind the last. */
  function trimmed(bins) {
    const from = bins.findIndex((bin) => bin.value);
    const to = bins.findLastIndex((bin) => bin.value);
    return from < 0 ? [] : bins.slice(from, to + 1);
  }
}
