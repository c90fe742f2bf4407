'use strict';

/* Data files hand over one value each by `review.put`; here it is asked for, and kept. */
{
  const waiting = new Map();
  const values = new Map();
  const PAGES_KEPT = 40;

  /* Counts the views that were asked for: what was overtaken by another shows nothing any more. */
  review.turn = 0;

  review.put = (kind, name, value) => {
    const id = `${kind}/${name}`;
    values.set(id, value);
    waiting.get(id)?.resolve(value);
    waiting.delete(id);
  };

  /* The value of a data file: at once where it is known, else by a script element that goes when it has run. */
  review.load = (kind, name, file) => {
    const id = `${kind}/${name}`;
    if (values.has(id)) return Promise.resolve(values.get(id));
    if (waiting.has(id)) return waiting.get(id).promise;
    const order = {};
    order.promise = new Promise((resolve, reject) => Object.assign(order, { resolve, reject }));
    waiting.set(id, order);
    const script = document.createElement('script');
    script.src = file;
    script.onload = () => script.remove();
    script.onerror = () => {
      script.remove();
      waiting.delete(id);
      order.reject(new Error(review.t('missing', { file })));
    };
    document.head.append(script);
    return order.promise;
  };

  review.store = {
    meta: () => review.load('meta', 0, 'data/meta.js'),
    rules: () => review.load('rules', 0, 'data/rules.js'),
    samples: (rule) => review.load('rule', rule, `data/rules/${encodeURIComponent(rule)}.js`),
    page: (key) => {
      const known = [...values.keys()].filter((id) => id.startsWith('page/'));
      known.slice(0, Math.max(0, known.length - PAGES_KEPT)).forEach((id) => values.delete(id));
      return review.load('page', key, `data/pages/${key.slice(0, 2)}/${key}.js`);
    },
    names: (number) => review.load('names', number, `data/names/${number}.js`),
    columns,
  };

  let gathered = null;

  /* All columns as one set of arrays, by the number of a page in the order of paths. */
  function columns() {
    gathered ??= gather();
    return gathered;
  }

  async function gather() {
    const meta = await review.store.meta();
    const numbers = [...Array(Math.ceil(meta.pages / meta.columns)).keys()];
    const parts = await Promise.all(numbers.map((n) => review.load('columns', n, `data/columns/${n}.js`)));
    const all = {};
    for (const name of Object.keys(parts[0] ?? {})) {
      all[name] = new Int32Array(parts.reduce((sum, part) => sum + part[name].length, 0));
      let at = 0;
      for (const part of parts) {
        all[name].set(part[name], at);
        at += part[name].length;
      }
    }
    // What was taken of page i stands in `taken` from from[i] up to from[i + 1], three numbers each.
    all.from = new Int32Array(meta.pages + 1);
    all.removed = new Int32Array(meta.pages);
    for (let i = 0; i < meta.pages; i++) {
      all.from[i + 1] = all.from[i] + 3 * all.takers[i];
      for (let at = all.from[i]; at < all.from[i + 1]; at += 3) all.removed[i] += all.taken[at + 2];
    }
    numbers.forEach((n) => values.delete(`columns/${n}`));
    return all;
  }

  /* The keys of all pages, by number: only stepping from page to page needs them. */
  review.store.keys = async () => {
    const meta = await review.store.meta();
    const numbers = [...Array(Math.ceil(meta.pages / meta.columns)).keys()];
    return (await Promise.all(numbers.map((n) => review.load('keys', n, `data/keys/${n}.js`)))).flat();
  };

  /* Names of some pages: `[key, path, record, title, published]` each. */
  review.namesOf = async (pages) => {
    const meta = await review.store.meta();
    const files = [...new Set(pages.map((n) => Math.floor(n / meta.names)))];
    const parts = new Map(await Promise.all(files.map(async (n) => [n, await review.store.names(n)])));
    return pages.map((n) => parts.get(Math.floor(n / meta.names))[n % meta.names]);
  };
}
