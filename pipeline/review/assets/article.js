'use strict';

/* An article as a reader would have it: facts, then body. Pictures are named and not loaded; addresses are text. */
{
  const { h, t, n } = review;
  const FACTS = ['authors', 'site', 'published', 'modified', 'language', 'url', 'tags', 'summary', 'image', 'duplicate_of'];

  review.articleView = (article, page, { editing }) => {
    const many = page.articles.length;
    const bodies = [];
    const body = (article.body ?? []).map((block, i) => {
      const element = bodyBlock(block, article.language);
      element.classList.add('piece');
      const lines = article.lines?.[i];
      if (lines) {
        element.dataset.from = lines[0];
        element.dataset.to = lines[1];
      }
      bodies.push(element);
      return element;
    });
    const title = review.theirs('h2', { class: 'article-title' }, article.title ?? t('untitled'), article.language);
    if (!article.title) title.classList.add('soft');
    const element = h(
      'article',
      { class: 'sheet', 'aria-label': many > 1 ? t('article.n', { i: article.part, n: many }) : t('article') },
      many > 1 && h('p', { class: 'eyebrow' }, t('article.n', { i: n(article.part), n: n(many) })),
      h('div', { class: 'fact-line' }, title, editing?.(article, 'title')),
      many > 1 && qualitiesOf(article),
      facts(article, editing),
      h('div', { class: 'body', lang: article.language === 'und' ? null : article.language }, body),
    );
    return { element, bodies };
  };

  function facts(article, editing) {
    const places = new Map(article.sources ?? []);
    const value = (name) => {
      const told = article[name];
      if (name === 'language') return told === 'und' ? t('unknown') : review.languageName(told);
      return Array.isArray(told) ? told.join(t('and')) : told;
    };
    const row = (name) => {
      const told = value(name);
      const edit = editing?.(article, name);
      if (!told && !edit) return null;
      return h(
        'div',
        {},
        h('dt', {}, t(`fact.${name}`)),
        h('dd', {}, told ? h('bdi', { title: places.has(name) ? t('fact.from', { place: places.get(name) }) : null, class: name === 'url' || name === 'image' ? 'path' : null }, told) : h('span', { class: 'soft' }, t('none')), edit),
      );
    };
    return h('dl', { class: 'facts' }, FACTS.map(row));
  }

  function bodyBlock(block, language) {
    const own = (tag, props, text) => review.theirs(tag, props, review.cut(text), language);
    switch (block.type) {
      case 'heading':
        return own(`h${Math.min(6, Math.max(3, block.level + 1))}`, { class: `level-${block.level}` }, block.text);
      case 'list':
        return list(block);
      case 'quote':
        return own('blockquote', {}, block.text);
      case 'code':
        return h('pre', { tabindex: 0, 'aria-label': block.language ? t('code.in', { language: block.language }) : null }, h('code', { dir: 'ltr' }, review.cut(block.text)));
      case 'table':
        return table(block);
      case 'image':
        return h('figure', { class: 'picture' }, h('span', { class: 'eyebrow' }, t('image')), block.alt && own('span', {}, block.alt), h('bdi', { class: 'path' }, block.url), block.caption && own('figcaption', {}, block.caption));
      default:
        return own('p', {}, block.text);
    }
  }

  function list(block) {
    const tag = block.ordered ? 'ol' : 'ul';
    const item = (each) => (typeof each === 'string' ? review.theirs('li', {}, each) : h('li', { dir: 'auto' }, each.text, h('ul', {}, each.items.map(item))));
    return h(tag, { start: block.start ?? null }, block.items.map(item));
  }

  function table(block) {
    const row = (cells, tag) => h('tr', {}, cells.map((cell) => (tag === 'th' && cell ? review.theirs('th', { scope: 'col' }, cell) : review.theirs('td', {}, cell))));
    const head = block.header ?? 0;
    return h(
      'div',
      { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': t('numbers') },
      h('table', {}, head > 0 && h('thead', {}, block.rows.slice(0, head).map((cells) => row(cells, 'th'))), h('tbody', {}, block.rows.slice(head).map((cells) => row(cells, 'td')))),
    );
  }

  /* How sure, how much was kept, and what a reader should know; of several articles each says it for itself. */
  review.qualities = (page) => {
    const articles = page.articles ?? [];
    if (!articles.length) return h('p', { class: 'qualities' }, h('span', { class: 'flag' }, t('no.article'), ': ', t(`outcome.${page.failure ?? page.absence ?? 'empty'}`)));
    if (articles.length > 1) return h('p', { class: 'qualities' }, review.count('n.articles', articles.length));
    return qualitiesOf(articles[0]);
  };

  function qualitiesOf(article) {
    return h(
      'p',
      { class: 'qualities' },
      h('span', { class: 'quality' }, h('span', { class: 'soft' }, t('fact.confidence')), review.meter(article.quality.confidence)),
      h('span', { class: 'quality' }, h('span', { class: 'soft' }, t('share.kept')), review.percent(article.quality.kept)),
      h('span', { class: 'quality' }, review.count('n.words', article.quality.words)),
      (article.flags ?? []).map((flag) => h('span', { class: 'flag' }, t(`flag.${flag}`))),
    );
  }
}
