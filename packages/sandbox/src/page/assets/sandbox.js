// Keeps the page as the workspace stands: fetches it again when something changed, and puts in
// what differs, message by message. The page is complete without it.
const freshness = document.getElementById('freshness');
const lists = ['messages', 'thread'].map((id) => document.getElementById(id)).filter(Boolean);
const main = document.getElementById('messages');

// on a narrow page the channels are one row
document
  .querySelector('nav [aria-current]')
  ?.scrollIntoView({ block: 'nearest', inline: 'center' });
if (!location.hash) main.lastElementChild?.scrollIntoView({ block: 'end' });
mark();
addEventListener('hashchange', mark);

const stream = new EventSource('/page/changes');
stream.addEventListener('open', () => {
  freshness.textContent = 'Live';
  refresh();
});
stream.addEventListener('error', () => {
  freshness.textContent = `Not live since ${new Date().toLocaleTimeString()}: the sandbox doesn’t answer. Trying again.`;
});
stream.addEventListener('change', (event) => {
  if (event.data === document.body.dataset.channel) refresh();
});

let running = false;
let again = false;

async function refresh() {
  if (running) {
    again = true;
    return;
  }
  running = true;
  try {
    const response = await fetch(location.pathname + location.search);
    if (response.ok) renew(new DOMParser().parseFromString(await response.text(), 'text/html'));
  } catch {
    // the stream says that we are not live
  }
  running = false;
  if (again) {
    again = false;
    refresh();
  }
}

function renew(page) {
  const atEnd = innerHeight + scrollY >= document.documentElement.scrollHeight - 80;
  for (const list of lists) {
    const fresh = page.getElementById(list.id);
    if (fresh) renewList(list, fresh);
  }
  if (atEnd && lists.length === 1)
    scrollTo({ top: document.documentElement.scrollHeight, behavior: 'instant' });
}

function renewList(list, fresh) {
  const standing = new Map([...list.children].map((item) => [item.id, item]));
  for (const item of [...fresh.children]) {
    const old = standing.get(item.id);
    standing.delete(item.id);
    const same = old && old.outerHTML.replace(' marked', '') === item.outerHTML;
    list.append(same ? old : item);
  }
  for (const gone of standing.values()) gone.remove();
}

/** The message that the address names; in a thread page it may stand twice, the thread's one counts. */
function mark() {
  for (const item of document.querySelectorAll('.marked')) item.classList.remove('marked');
  const name = location.hash.slice(1);
  if (!name) return;
  const [item] = document.querySelectorAll(`#thread > [id="${CSS.escape(name)}"]`);
  const target = item ?? document.getElementById(name);
  target?.classList.add('marked');
  target?.scrollIntoView({ block: 'center' });
}

// j and k move between messages, o opens the thread
addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === 'o') document.activeElement?.querySelector?.('.thread a')?.click();
  if (event.key !== 'j' && event.key !== 'k') return;
  const items = [...document.querySelectorAll('.message')];
  const here = items.indexOf(document.activeElement?.closest?.('.message'));
  const next = here < 0 ? items.length - 1 : here + (event.key === 'j' ? 1 : -1);
  const item = items[next];
  if (!item) return;
  item.tabIndex = -1;
  item.focus({ preventScroll: true });
  item.scrollIntoView({ block: 'nearest' });
});
