'use strict';

/* Every rule with what it took in all pages; one rule with samples, so that a bad one shows. */
{
  const { h, t, n, address } = review;

  review.rules = async (main, rule) => {
    const mine = review.turn;
    const rules = await review.store.rules();
    if (mine !== review.turn) return;
    const one = rules.find((each) => each.rule === rule);
    if (one) await detail(main, one);
    else overview(main, rules);
  };

  function overview(main, rules) {
    document.title = `${t('rules')} · ${t('review')}`;
    const most = Math.max(1, ...rules.map((rule) => rule.blocks));
    const body = h('tbody', {}, rules.map((rule) => row(rule, most)));
    const search = h('input', {
      type: 'search', id: 'search', placeholder: t('rules.search'), 'aria-label': t('rules.search'), autocomplete: 'off', spellcheck: 'false',
      oninput: (event) => narrow(event.target.value.trim().toLowerCase()),
    });
    const narrow = (wanted) => rules.forEach((rule, place) => {
      body.rows[place].hidden = !`${rule.rule} ${rule.explanation} ${rule.reasons.map(review.reason).join(' ')}`.toLowerCase().includes(wanted);
    });
    main.replaceChildren(
      h('div', { class: 'list-head' }, h('h1', {}, t('rules')), h('search', {}, search)),
      h('p', { class: 'intro' }, t('rules.intro')),
      h(
        'table',
        { class: 'list rules' },
        h('thead', {}, h('tr', {}, ['rule', 'blocks', 'pages', 'characters', 'corrected'].map((name) => h('th', { scope: 'col', class: `column-${name}` }, t(`column.${name}`))))),
        body,
      ),
    );
  }

  function row(rule, most) {
    return h(
      'tr',
      {},
      h(
        'th',
        { scope: 'row', class: 'column-rule' },
        h('a', { href: address.link(['rules', rule.rule]), class: 'title' }, h('code', { translate: 'no' }, rule.rule)),
        rule.reasons.map((reason) => h('span', { class: `tag r-${reason}` }, review.reason(reason))),
        h('span', { class: 'under', lang: 'en', dir: 'ltr' }, rule.explanation),
      ),
      h('td', { class: 'column-blocks' }, n(rule.blocks), review.s('svg', { class: 'bar-line', viewBox: '0 0 1000 10', preserveAspectRatio: 'none', 'aria-hidden': 'true' }, review.s('rect', { class: `fill r-${rule.reasons[0]}`, width: Math.max(3, (rule.blocks / most) * 1000), height: 10 }))),
      h('td', { class: 'column-pages' }, n(rule.pages)),
      h('td', { class: 'column-characters' }, n(rule.characters)),
      h('td', { class: 'column-corrected' }, rule.corrected ? n(rule.corrected) : h('span', { class: 'soft' }, '–')),
    );
  }

  async function detail(main, rule) {
    document.title = `${rule.rule} · ${t('review')}`;
    const samples = await review.store.samples(rule.rule);
    const record = t('rule.of', { blocks: review.count('n.blocks', rule.blocks), pages: review.count('n.pages', rule.pages) });
    main.replaceChildren(
      h('nav', { class: 'steps', 'aria-label': t('rules') }, h('a', { class: 'quiet', href: address.link(['rules']) }, t('rule.all'))),
      h(
        'div',
        { class: 'lead rule-head' },
        h('h1', {}, h('code', { translate: 'no' }, rule.rule)),
        h('p', { class: 'explanation', lang: 'en', dir: 'ltr' }, rule.explanation),
        h(
          'p',
          { class: 'qualities' },
          rule.reasons.map((reason) => h('span', { class: `tag r-${reason}` }, review.reason(reason))),
          h('span', {}, review.count('rule.samples', samples.length), ' ', record),
          h('span', {}, rule.corrected ? review.count('record.corrected', rule.corrected) : t('record.never')),
          h('a', { href: address.link(['pages'], { rule: rule.rule }) }, t('rule.pages')),
        ),
      ),
      h('ol', { class: 'samples' }, samples.map(sample)),
    );
  }

  function sample([key, path, record, number, reason, text]) {
    const place = new URLSearchParams({ block: number });
    return h('li', { class: `r-${reason}` }, h('a', { href: address.link(['page', key], place) }, review.theirs('span', { class: 'text' }, text || ' '), h('span', { class: 'under' }, review.path(path, record), h('span', {}, n(number)))));
  }
}
