'use strict';

/* All state stands behind the `#` of the address, so that it can be shared, reloaded and gone back to:
   #/pages?site=...&sort=...&lang=zh  */
{
  const EVERYWHERE = ['lang', 'theme'];

  const address = {
    path: [''],
    params: new URLSearchParams(),

    read() {
      const [path, query = ''] = location.hash.replace(/^#\/?/, '').split('?', 2);
      address.path = path.split('/').map((part) => {
        try {
          return decodeURIComponent(part);
        } catch {
          return part;
        }
      });
      address.params = new URLSearchParams(query);
    },

    get: (name) => address.params.get(name),

    /* A link to a place; what holds everywhere stays as it is. `params` are those of the place. */
    link(path, params = {}) {
      const query = new URLSearchParams();
      for (const [name, value] of params instanceof URLSearchParams ? params : Object.entries(params)) {
        if (value !== null && value !== undefined && value !== '' && !EVERYWHERE.includes(name)) query.append(name, value);
      }
      for (const name of EVERYWHERE) if (address.get(name)) query.set(name, address.get(name));
      const place = path.map(encodeURIComponent).join('/');
      const told = query.toString();
      return `#/${place}${told ? `?${told}` : ''}`;
    },

    /* The same place with some parameters changed; null takes one out. */
    with(changes, path = address.path) {
      const params = new URLSearchParams(address.params);
      for (const [name, value] of Object.entries(changes)) {
        if (value === null || value === '') params.delete(name);
        else params.set(name, value);
      }
      return address.link(path, params);
    },

    go(link, { replace = false } = {}) {
      if (link === location.hash) return;
      if (!replace) {
        location.hash = link;
        return;
      }
      history.replaceState(null, '', link);
      window.dispatchEvent(new HashChangeEvent('hashchange'));
    },

    /* What holds everywhere and is not part of a link's path. */
    everywhere(name, value) {
      const params = new URLSearchParams(address.params);
      if (value) params.set(name, value);
      else params.delete(name);
      const told = params.toString();
      const place = address.path.map(encodeURIComponent).join('/');
      address.go(`#/${place}${told ? `?${told}` : ''}`, { replace: true });
    },
  };

  review.address = address;
}
