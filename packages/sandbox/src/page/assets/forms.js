// Sends forms without leaving the page, asks once more before what can't be undone, copies.
import { renew } from './renew.js';

const trouble = document.getElementById('trouble');

export function listenToForms() {
  addEventListener('submit', (event) => {
    const form = event.target;
    if (form.method !== 'post') return;
    event.preventDefault();
    if (isSure(event.submitter) && !form.dataset.busy) void send(form, event.submitter);
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
      return await renew();
    }
    say('');
    const { go, again } = await response.json();
    if (again) return location.reload();
    if (go && go !== location.pathname) return location.assign(go);
    if (go) return await goSoftly(go, ownPart(form));
    const isTalk = form.matches('[data-resets]');
    if (isTalk) form.reset();
    await renew(ownPart(form));
    if (isTalk) form.closest('.composer').scrollIntoView({ block: 'nearest' });
  } catch {
    say('The sandbox doesn’t answer. Nothing was changed; try again.');
  } finally {
    delete form.dataset.busy;
  }
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

/** The first press asks; the second one, within a few seconds, means it. */
function isSure(button) {
  const question = button?.dataset.sure;
  if (!question || button.dataset.asked) return true;
  const words = button.textContent;
  button.dataset.asked = 'yes';
  button.textContent = question;
  setTimeout(() => {
    delete button.dataset.asked;
    button.textContent = words;
    // what changed meanwhile
    void renew();
  }, 4000);
  return false;
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
