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
    const all = { key: [], taken: [] };
    for (const name of Object.keys(parts[0] ?? {})) {
      if (name in all) {
        all[name] = parts.length === 1 ? parts[0][name] : [].concat(...parts.map((part) => part[name]));
        continue;
      }
      all[name] = new Int32Array(meta.pages);
      parts.forEach((part, n) => all[name].set(part[name], n * meta.columns));
    }
    all.removed = Int32Array.from(all.taken, (taken) => {
      let sum = 0;
      for (let i = 2; i < taken.length; i += 3) sum += taken[i];
      return sum;
    });
    numbers.forEach((n) => values.delete(`columns/${n}`));
    return all;
  }

  /* Names of some pages: `[key, path, record, title, published]` each. */
  review.namesOf = async (pages) => {
    const meta = await review.store.meta();
    const files = [...new Set(pages.map((n) => Math.floor(n / meta.names)))];
    const parts = new Map(await Promise.all(files.map(async (n) => [n, await review.store.names(n)])));
    return pages.map((n) => parts.get(Math.floor(n / meta.names))[n % meta.names]);
  };
}
