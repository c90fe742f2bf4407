'use strict';

/* Corrections: only where `pipeline review --serve` answers at api/state. Each is saved at once. */
{
  const { h, t, address } = review;
  const FACTS = ['title', 'published', 'modified', 'authors', 'site'];
  const WORDS = 60;
  let saved = [];
  let told = '';

  /* Asks whether corrections are taken; without an answer the site stays as it is. */
  review.connect = async () => {
    if (!location.protocol.startsWith('http') || review.single) return;
    const state = await ask('GET', 'api/state').catch(() => null);
    if (!state?.serve) return;
    review.correct = { reasons: state.reasons, controls, editing, keys: { a: () => judge('article'), x: chooseReason, u: undo } };
  };

  async function ask(method, path, body) {
    const answer = await fetch(path, { method, cache: 'no-store', headers: body ? { 'Content-Type': 'application/json' } : {}, body: body ? JSON.stringify(body) : undefined });
    const value = await answer.json().catch(() => ({}));
    if (!answer.ok) throw new Error(value.error ?? `${answer.status} ${answer.statusText}`);
    return value;
  }

  /* The corrections of a page that are saved already. */
  review.correctionsOf = async (page) => {
    saved = [];
    told = '';
    const query = new URLSearchParams({ page: page.path, ...(page.record ? { record: page.record } : {}) });
    saved = (await ask('GET', `api/corrections?${query}`)).corrections;
  };

  async function save(correction, place) {
    const view = review.currentPage();
    const { page } = view;
    tell(t('saving'));
    try {
      const { id, saved: file } = await ask('POST', 'api/corrections', { ...correction, page: page.path, record: page.record ?? null, sha256: page.sha256 });
      saved.push({ ...correction, id });
      await again(page, place);
      tell(t('saved', { file }));
    } catch (wrong) {
      tell(t('not.saved', { error: wrong.message }));
    }
  }

  async function undo() {
    const { page, focus } = review.currentPage() ?? {};
    const last = saved.at(-1);
    if (!last) return;
    try {
      await ask('DELETE', `api/corrections/${encodeURIComponent(last.id)}`);
      saved.pop();
      await again(page, focus);
      tell(t('undone'));
    } catch (wrong) {
      tell(t('not.saved', { error: wrong.message }));
    }
  }

  async function again(page, place) {
    review.showAgain(await ask('POST', 'api/preview', { page: page.path, record: page.record ?? null }), place);
    review.currentPage()?.list.focus({ preventScroll: true });
  }

  function tell(words) {
    told = words;
    review.say(words);
    const status = document.querySelector('.saved');
    if (status) status.textContent = words;
    document.querySelector('.undo')?.toggleAttribute('disabled', !saved.length);
  }

  function judge(verdict, reason = null) {
    const view = review.currentPage();
    if (!view || view.focus < 0 || view.page.seen !== 'whole') return;
    const [from, to] = review.chosen(view).map((place) => view.page.blocks[place]);
    save({ kind: 'block', from: from.n, to: to.to ?? to.n, verdict, reason, text: [...from.text.trim()].slice(0, WORDS).join(''), note: '' }, view.focus);
  }

  function chooseReason() {
    const select = document.getElementById('correct-why');
    select?.focus();
    select?.showPicker?.();
  }

  function controls(view) {
    const block = view.page.blocks?.[view.focus];
    const off = !block || view.page.seen !== 'whole';
    const at = (kind) => () => save({ kind, at: block.n }, view.focus);
    const button = (words, action, key, more = {}) => h('button', { type: 'button', class: 'button', disabled: more.off ?? off, onclick: action, ...more.props }, words, key && h('kbd', { 'aria-hidden': 'true' }, key));
    const choice = h(
      'select',
      { id: 'correct-why', class: 'button', disabled: off, 'aria-label': `${t('correct.removed')}: ${t('correct.why')}`, onchange: (event) => event.target.value && judge('removed', event.target.value) },
      h('option', { value: '' }, `${t('correct.removed')} …`),
      review.correct.reasons.map((reason) => h('option', { value: reason }, review.reason(reason))),
    );
    return [
      h(
        'div',
        { class: 'correct', role: 'group', 'aria-label': t('correct') },
        button(t('correct.article'), () => judge('article'), 'a'),
        choice,
        button(t('correct.split'), at('split'), null),
        button(t('correct.join'), at('join'), null),
        button(t('correct.undo'), undo, 'u', { off: !saved.length, props: { class: 'button undo' } }),
        h('span', { class: 'saved soft' }, told || (saved.length ? review.count('corrections', saved.length) : t('correct.extend'))),
      ),
    ];
  }

  /* A button beside a fact, which opens a form for it. */
  function editing(article, name) {
    if (!FACTS.includes(name)) return null;
    return h('button', { type: 'button', class: 'edit', 'aria-label': `${t('correct.fact')}: ${t(`fact.${name}`)}`, onclick: () => form(article, name) }, t('correct.fact'));
  }

  function form(article, name) {
    const many = name === 'authors';
    const value = many ? (article.authors ?? []).join('\n') : (article[name] ?? '');
    const hint = many ? 'correct.authors' : ['published', 'modified'].includes(name) ? 'correct.date' : 'correct.empty';
    const field = h(many || name === 'title' ? 'textarea' : 'input', { id: 'fact', dir: 'auto', rows: many ? 4 : 2, autocomplete: 'off', 'aria-describedby': 'fact-hint' });
    field.value = value;
    const close = () => dialog.close();
    const dialog = h(
      'dialog',
      { class: 'form', 'aria-labelledby': 'fact-label', onclose: () => dialog.remove() },
      h(
        'form',
        {
          method: 'dialog',
          onsubmit: (event) => {
            event.preventDefault();
            const lines = field.value.split('\n').map((line) => line.trim()).filter(Boolean);
            close();
            save({ kind: 'fact', part: article.part, name, value: many ? lines : lines.join(' ') || null }, review.currentPage().focus);
          },
        },
        h('label', { id: 'fact-label', for: 'fact' }, t(`fact.${name}`)),
        field,
        h('p', { id: 'fact-hint', class: 'soft' }, t(hint)),
        h('div', { class: 'row' }, h('button', { class: 'button strong' }, t('correct.save')), h('button', { type: 'button', class: 'button', onclick: close }, t('correct.cancel'))),
      ),
    );
    document.body.append(dialog);
    dialog.showModal();
    field.focus();
  }

  /* Where several corrections agree: what would cover them, and what else it would change. */
  review.proposals = async (main) => {
    document.title = `${t('proposals')} · ${t('review')}`;
    const { proposals } = await ask('GET', 'api/proposals');
    main.replaceChildren(
      h('div', { class: 'list-head' }, h('h1', {}, t('proposals'))),
      h('p', { class: 'intro' }, t(proposals.length ? 'proposals.intro' : 'proposals.none')),
      h('ul', { class: 'proposals' }, proposals.map(proposal)),
    );
  };

  function proposal({ id, kind, rule, reason, from_corrections: from, also_changes: also }) {
    const status = h('p', { class: 'soft', role: 'status' });
    const accept = h(
      'button',
      {
        type: 'button',
        class: 'button strong',
        onclick: async () => {
          accept.disabled = true;
          try {
            const { written, text } = await ask('POST', `api/proposals/${encodeURIComponent(id)}`, { accept: true });
            status.replaceChildren(t('proposal.written', { file: written }), h('pre', {}, h('code', {}, text)));
          } catch (wrong) {
            accept.disabled = false;
            status.textContent = t('not.saved', { error: wrong.message });
          }
        },
      },
      t('proposal.accept'),
    );
    const changes = also.blocks ? t('proposal.also', { blocks: review.count('n.blocks', also.blocks), pages: review.count('n.pages', also.pages) }) : t('proposal.nothing');
    return h(
      'li',
      { class: 'card' },
      h('p', { class: 'eyebrow' }, t(`proposal.${kind}`), reason && h('span', { class: `tag r-${reason}` }, review.reason(reason)), h('span', {}, review.count('proposal.from', from))),
      review.theirs('p', { class: 'proposed' }, rule),
      h('p', {}, changes, also.looked < also.of && ` ${t('proposal.looked', { looked: review.n(also.looked), of: review.n(also.of) })}`),
      also.samples?.length > 0 && h('ul', { class: 'samples' }, also.samples.slice(0, 12).map((each) => h('li', {}, review.theirs('span', { class: 'text' }, typeof each === 'string' ? each : each.text ?? '')))),
      accept,
      status,
    );
  }
}
