// Fetches the page again and puts in what differs: items of a list one by one, other live parts
// whole. What a person is writing is left alone.

import { restoreDrafts } from './drafts.js';

/** the server's own words of each part, by element: scripts and people change elements */
const served = new WeakMap();

const parts = (root) => root.querySelectorAll('[data-live]');
const written = 'textarea, input:not([type=hidden], [type=checkbox])';
const isList = (part) => part.matches('ol, ul');

export function remember(root) {
  for (const part of parts(root))
    for (const one of isList(part) ? part.children : [part]) served.set(one, one.outerHTML);
}

let running;
let again = false;

/**
 * Resolves when the page shows what the workspace was when it was called, or later. `own` is the id
 * of the part in which a person just did something: what they wrote there is done.
 */
export async function renew(own) {
  if (running && own === undefined) {
    again = true;
    return running;
  }
  // one at a time: an older answer never comes after a newer one
  while (running) await running;
  running = fetchAndPut(own);
  await running;
  running = undefined;
  if (!again) return;
  again = false;
  // what others did since: nobody who did something here waits for it
  void renew();
}

async function fetchAndPut(own) {
  try {
    const response = await fetch(location.pathname + location.search, {
      headers: { 'x-sandbox-person': document.body.dataset.me },
    });
    if (response.ok) put(new DOMParser().parseFromString(await response.text(), 'text/html'), own);
    // what it showed is gone: the page that says so
    else if (response.status === 404) location.reload();
  } catch {
    // the stream says that we are not live
  }
}

function put(page, own) {
  const end = document.documentElement;
  const wasAtEnd = innerHeight + scrollY >= end.scrollHeight - 80;
  const aside = document.getElementById('thread')?.closest('aside');
  const asideWasAtEnd = aside && aside.clientHeight + aside.scrollTop >= aside.scrollHeight - 80;
  for (const part of parts(document)) {
    const fresh = page.getElementById(part.id);
    if (!fresh) continue;
    if (isList(part)) putList(part, fresh, own);
    else putOne(part, fresh, own);
  }
  if (wasAtEnd && document.getElementById('messages') && !location.hash)
    scrollTo({ top: end.scrollHeight, behavior: 'instant' });
  if (asideWasAtEnd) aside.scrollTop = aside.scrollHeight;
  restoreDrafts();
}

function putList(list, fresh, own) {
  const standing = new Map([...list.children].map((item) => [item.id, item]));
  const wanted = [...fresh.children].map((item) => {
    const old = standing.get(item.id);
    standing.delete(item.id);
    if (old) return putOne(old, item, own);
    served.set(item, item.outerHTML);
    return item;
  });
  for (const gone of standing.values()) gone.remove();
  // what stays where it is is not moved: that would take the focus from it
  wanted.forEach((item, i) => {
    if (list.children[i] !== item) list.insertBefore(item, list.children[i] ?? null);
  });
}

/** The element that stands there now. */
function putOne(old, fresh, own) {
  const words = fresh.outerHTML;
  if (served.get(old) === words) return old;
  const canWait = old.id !== own && fresh.querySelector(written) !== null;
  if (canWait && isBeingWritten(old)) return old;
  // somebody is asked whether they are sure: the button stays under their hand
  if (old.querySelector('[data-asked]')) return old;
  const focused = focusables(old).indexOf(document.activeElement);
  for (const name of ['marked', 'chosen'])
    if (old.classList.contains(name)) fresh.classList.add(name);
  old.replaceWith(fresh);
  served.set(fresh, words);
  if (focused >= 0) focusables(fresh)[focused]?.focus({ preventScroll: true });
  return fresh;
}

const focusables = (root) => [...root.querySelectorAll('a, button, input, select, textarea')];

function isBeingWritten(part) {
  return [...part.querySelectorAll(written)].some(
    (field) =>
      field === document.activeElement ||
      (field.type === 'file' ? field.files.length > 0 : field.value !== field.defaultValue),
  );
}
