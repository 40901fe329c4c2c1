// Keeps the tour live: steps, state and requests. What one does happens in the two frames.
const byId = (id) => document.getElementById(id);
const requests = byId('requests');
const stage = document.querySelector('.stage');
const mostRequests = 150;

if (stage) {
  follow();
  listen();
}

function follow() {
  const stream = new EventSource(`/tour/stream?after=${requests.dataset.last}`);
  stream.addEventListener('open', () => {
    byId('offline').hidden = true;
  });
  stream.addEventListener('state', ({ data }) => {
    const { isReady, isTaught, parts } = JSON.parse(data);
    const site = byId('site');
    // the frames need what was not there when the page was loaded
    if (isReady && !site) return location.reload();
    if (isTaught && site?.dataset.taught === 'no') {
      site.dataset.taught = 'yes';
      site.src = `${new URL(site.src).origin}/?tour`;
    }
    for (const [id, markup] of Object.entries(parts)) put(byId(id), markup);
  });
  stream.addEventListener('request', ({ data }) => arrive(data));
  stream.addEventListener('error', () => {
    const offline = byId('offline');
    if (!offline.hidden) return;
    offline.textContent = `Belay doesn’t answer since ${new Date().toLocaleTimeString()}. What you see is as of then. This page tries again by itself; if you stopped Belay, start it with npm start.`;
    offline.hidden = false;
  });
}

/** Puts new markup in, and the focus back to where it was. */
function put(part, markup) {
  if (part.dataset.served === markup) return;
  part.dataset.served = markup;
  const stops = () => [...part.querySelectorAll('a, button')];
  const focused = stops().indexOf(document.activeElement);
  const before = part.querySelectorAll('.step.done').length;
  part.innerHTML = markup;
  if (focused >= 0) (stops()[focused] ?? stops().at(-1))?.focus({ preventScroll: true });
  const done = part.querySelectorAll('.step.done');
  if (done.length > before) {
    const next = part.querySelector('.step.next b')?.textContent;
    byId('news').textContent = next ? `A step is done. Next: ${next}` : 'All steps are done.';
  }
}

function arrive(markup) {
  const template = document.createElement('template');
  template.innerHTML = markup;
  const item = template.content.firstElementChild;
  if (byId(item.id)) return;
  requests.querySelector('.nothing')?.remove();
  requests.prepend(item);
  while (requests.children.length > mostRequests) requests.lastElementChild.remove();
}

function listen() {
  let visitor = 0;
  const newcomer = byId('newcomer');
  newcomer.hidden = false;
  newcomer.addEventListener('click', () => {
    const frame = byId('site');
    if (!frame) return;
    visitor += 1;
    frame.src = `${new URL(frame.src).origin}/?tour&new=${visitor}`;
    byId('news').textContent = 'You are a new visitor on the website.';
  });
  document.addEventListener('click', ({ target }) => {
    const copied = target.closest('[data-copy]');
    if (copied) return void copy(copied);
    const tab = target.closest('[data-shows]');
    if (tab) show(tab);
  });
  document.addEventListener('submit', (event) => {
    event.preventDefault();
    void send(event.target);
  });
}

async function send(form) {
  const refused = byId('refused');
  refused.hidden = true;
  const why = await fetch(form.action, {
    method: 'POST',
    body: new FormData(form),
    headers: { 'x-tour-script': '1' },
  }).then(whyNot, () => 'Belay doesn’t answer. Try again in a moment.');
  refused.textContent = why;
  refused.hidden = why === '';
}

/** Nothing if it was done; a refusal of ours is a sentence, whatever stands in between says else. */
async function whyNot(answer) {
  if (answer.ok) return '';
  const isOurs =
    answer.status < 500 && answer.headers.get('content-type')?.startsWith('text/plain');
  return isOurs ? answer.text() : `That did not work (${answer.status}). Try again in a moment.`;
}

function show(tab) {
  for (const other of document.querySelectorAll('[data-shows]'))
    other.setAttribute('aria-pressed', String(other === tab));
  stage.dataset.shown = tab.dataset.shows;
}

async function copy(button) {
  const words = button.dataset.copy;
  try {
    await navigator.clipboard.writeText(words);
    byId('news').textContent = 'Copied. Paste it into the chat.';
    button.dataset.copied = 'Copied';
  } catch {
    // without the right to the clipboard: mark it, so that the keys can
    getSelection().selectAllChildren(button);
    button.dataset.copied = 'Press Ctrl C';
  }
  setTimeout(() => delete button.dataset.copied, 2000);
}
