// Keeps the home page live: arrivals, figures, answers. The page is complete without it.
const byId = (id) => document.getElementById(id);
const list = byId('arrivals');
const longest = 60;

if (list) {
  follow();
  keepTimes();
  pausing();
}
asking();

/** New experiences and states, as the server sends them; the browser takes the stream up again. */
function follow() {
  const last = list.dataset.last;
  const stream = new EventSource(`/home/stream${last ? `?after=${encodeURIComponent(last)}` : ''}`);
  stream.addEventListener('open', () => {
    byId('offline').hidden = true;
    document.body.classList.remove('stale');
  });
  stream.addEventListener('arrived', (event) => arrive(event.data));
  stream.addEventListener('forgotten', (event) => {
    for (const card of document.querySelectorAll(`[data-event="${CSS.escape(event.data)}"]`))
      card.remove();
  });
  stream.addEventListener('reset', (event) => {
    list.innerHTML = event.data;
  });
  stream.addEventListener('state', (event) => {
    const parts = JSON.parse(event.data);
    for (const [id, markup] of Object.entries(parts))
      if (byId(id).innerHTML !== markup) byId(id).innerHTML = markup;
  });
  stream.addEventListener('error', () => {
    const offline = byId('offline');
    if (!offline.hidden) return;
    const since = new Date().toLocaleTimeString();
    offline.textContent = `Belay doesn’t answer since ${since}. What you see is as of then. This page tries again by itself; if you stopped Belay, start it with npm start.`;
    offline.hidden = false;
    document.body.classList.add('stale');
    // the next state that arrives puts the true one back
    const word = document.querySelector('#state .state');
    word.className = 'state bad';
    word.lastChild.textContent = 'Stale';
  });
}

let paused = false;
let waiting = [];
let unheard = 0;

function arrive(markup) {
  if (paused) {
    waiting.push(markup);
    byId('pause').textContent = `Continue (${waiting.length})`;
    return;
  }
  const template = document.createElement('template');
  template.innerHTML = markup;
  const card = template.content.firstElementChild;
  if (list.querySelector(`[data-event="${CSS.escape(card.dataset.event)}"]`)) return;
  for (const empty of list.querySelectorAll('.nothing')) empty.remove();
  list.prepend(card);
  setTimeout(() => card.classList.remove('new'), 4000);
  while (list.children.length > longest) list.lastElementChild.remove();
  announce(card);
}

/** A screen reader hears the news gathered, every ten seconds at most. */
function announce(card) {
  unheard += 1;
  if (unheard > 1) return;
  setTimeout(() => {
    const newest = list.querySelector('.card-head')?.textContent ?? card.textContent;
    byId('news').textContent =
      `${unheard === 1 ? 'One new experience' : `${unheard} new experiences`}. Newest: ${newest.replace(/\s+/g, ' ')}`;
    unheard = 0;
  }, 10_000);
}

function pausing() {
  const button = byId('pause');
  button.hidden = false;
  button.addEventListener('click', () => {
    paused = !paused;
    button.setAttribute('aria-pressed', String(paused));
    button.textContent = paused ? 'Continue' : 'Pause';
    if (paused) return;
    const held = waiting;
    waiting = [];
    for (const markup of held) arrive(markup);
  });
}

/** Relative times stay true; the exact one is in the title. */
function keepTimes() {
  setInterval(() => {
    for (const mark of document.querySelectorAll('time')) {
      const words = ago(Date.parse(mark.dateTime));
      if (mark.textContent !== words) mark.textContent = words;
    }
  }, 1000);
}

function ago(at) {
  const seconds = Math.max(0, Math.floor((Date.now() - at) / 1000));
  if (seconds < 1) return 'just now';
  if (seconds < 60) return `${seconds} s ago`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ago`;
  if (seconds < 86_400) return `${Math.floor(seconds / 3600)} h ago`;
  return `${Math.floor(seconds / 86_400)} d ago`;
}

/** Answers appear in place; the address stays one that can be kept and shared. */
function asking() {
  const form = byId('ask');
  if (!form) return;
  const field = byId('question');
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    ask(field.value.trim());
  });
  for (const link of document.querySelectorAll('.tries a'))
    link.addEventListener('click', (event) => {
      event.preventDefault();
      field.value = link.textContent.trim();
      ask(field.value);
    });
  document.addEventListener('keydown', (event) => {
    if (event.key !== '/' || event.ctrlKey || event.metaKey || event.target.closest('input'))
      return;
    event.preventDefault();
    field.focus();
    field.select();
  });
}

let asked = 0;

async function ask(question) {
  if (!question) return;
  const mine = ++asked;
  const answer = byId('answer');
  answer.setAttribute('aria-busy', 'true');
  let markup;
  try {
    const response = await fetch(`/home/ask?q=${encodeURIComponent(question)}`);
    markup = await response.text();
  } catch {
    markup =
      '<p class="trouble"><b>Belay doesn’t answer.</b> Is it still running? Start it with npm start, then ask again.</p>';
  }
  // a later question has its own answer under way
  if (mine !== asked) return;
  answer.innerHTML = markup;
  answer.removeAttribute('aria-busy');
  history.replaceState(null, '', `/?q=${encodeURIComponent(question)}`);
}
