// Sends forms without leaving the page, asks once more before what can't be undone, copies.
import { renew } from './renew.js';

const trouble = document.getElementById('trouble');

export function listenToForms() {
  addEventListener('submit', (event) => {
    const form = event.target;
    if (form.method !== 'post') return;
    event.preventDefault();
    if (!form.dataset.busy && isSure(event.submitter)) void send(form, event.submitter);
  });
  addEventListener('change', ({ target }) => {
    if (target.matches('[data-submits]')) target.form.requestSubmit();
  });
  addEventListener('click', (event) => {
    const copied = event.target.closest('[data-copy]');
    if (copied) void copy(copied);
    const link = event.target.closest('a[data-soft]');
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    void goSoftly(link.href, ownPart(link));
  });
}

async function send(form, submitter) {
  const words = form.querySelector('[data-draft]');
  const said = words?.value;
  let isFree = false;
  /** it may be sent again, once: the next time is that one's own to end */
  const free = () => {
    if (!isFree) delete form.dataset.busy;
    isFree = true;
  };
  form.dataset.busy = 'yes';
  try {
    const response = await fetch(
      submitter?.getAttribute('formaction') ?? form.getAttribute('action'),
      {
        method: 'POST',
        body: new FormData(form, submitter),
        headers: { 'x-sandbox-script': '1' },
      },
    );
    if (!response.ok) {
      say(await response.text());
      free();
      return await renew();
    }
    say('');
    const { go, again } = await response.json();
    if (again) return location.reload();
    if (go && go !== location.pathname) return location.assign(go);
    if (go) return await goSoftly(go, ownPart(form));
    const isTalk = form.matches('[data-resets]');
    if (isTalk) {
      // what was typed since is another message, and may follow before the page shows this one
      const next = words.value === said ? '' : words.value;
      form.reset();
      if (next) put(words, next);
      free();
    }
    await renew(ownPart(form));
    if (isTalk) form.closest('.composer').scrollIntoView({ block: 'nearest' });
  } catch {
    say('The sandbox doesn’t answer. Nothing was changed; try again.');
  } finally {
    free();
  }
}

/** As if it were typed: a draft of it is kept. */
function put(field, words) {
  field.value = words;
  field.dispatchEvent(new Event('input', { bubbles: true }));
}

/** The id of the part of the page to which an element belongs. */
const ownPart = (element) => element.closest('.message, [data-live]')?.id ?? '';

/** Another state of the same page: an editor that opens or closes in its message. */
async function goSoftly(href, partId) {
  history.replaceState(null, '', href);
  await renew(partId);
  const item = document.getElementById(partId);
  const field = item?.querySelector('textarea');
  if (field) field.setSelectionRange(field.value.length, field.value.length);
  (field ?? item?.querySelector('[data-soft]'))?.focus({ preventScroll: true });
}

function say(sentence) {
  trouble.textContent = sentence;
  trouble.hidden = sentence === '';
}

/** The first press asks; the second one, a moment later, means it. */
function isSure(button) {
  const question = button?.dataset.sure;
  if (!question) return true;
  if (takeBack(button)) return true;
  button.dataset.asked = button.textContent;
  button.textContent = question;
  setTimeout(() => {
    // what changed meanwhile
    if (takeBack(button)) void renew();
  }, 10_000);
  return false;
}

/** The question of a button; false: it asked nothing. */
function takeBack(button) {
  if (!button.dataset.asked) return false;
  button.textContent = button.dataset.asked;
  delete button.dataset.asked;
  return true;
}

async function copy(button) {
  const words = button.textContent;
  try {
    await navigator.clipboard.writeText(button.dataset.copy);
    button.textContent = 'Copied';
  } catch {
    // without the right to the clipboard: mark it, so that the keys can
    getSelection().selectAllChildren(button.previousElementSibling);
    button.textContent = 'Press Ctrl C';
  }
  setTimeout(() => {
    button.textContent = words;
  }, 2000);
}
