// Keeps the page as the workspace stands, and lets one act without leaving it. The page is
// complete without it.
import { keepDrafts } from './drafts.js';
import { listenToForms } from './forms.js';
import { listenToKeys } from './keys.js';
import { listenToModal } from './modal.js';
import { remember, renew } from './renew.js';

const freshness = document.getElementById('freshness');
const messages = document.getElementById('messages');
const { topic } = document.body.dataset;

// on a narrow page the channels are one row
document
  .querySelector('nav [aria-current]')
  ?.scrollIntoView({ block: 'nearest', inline: 'center' });
if (messages && !location.hash && !location.search)
  scrollTo({ top: document.documentElement.scrollHeight, behavior: 'instant' });
remember(document);
keepDrafts();
mark();
addEventListener('hashchange', mark);
listenToForms();
listenToKeys();
listenToModal();
// an attribute for that would be refused in frames
document.querySelector('[data-first]')?.focus();

// where nothing hovers, a tap shows what one may do with a message
addEventListener('click', ({ target }) => {
  if (target.closest('a, button, input, textarea, summary')) return;
  const message = target.closest('.message');
  for (const other of document.querySelectorAll('.chosen'))
    if (other !== message) other.classList.remove('chosen');
  if (message?.classList.toggle('chosen')) message.scrollIntoView({ block: 'nearest' });
});

const stream = new EventSource('/page/changes');
stream.addEventListener('open', () => {
  freshness.textContent = 'Live';
  renew();
});
stream.addEventListener('error', () => {
  freshness.textContent = `Not live since ${new Date().toLocaleTimeString()}: the sandbox doesn’t answer. Trying again.`;
});
stream.addEventListener('change', ({ data }) => {
  const isList = data === 'channels' && document.getElementById('channels');
  if (data === topic || data === 'all' || isList) renew();
});

/** The message that the address names; where it stands twice, the thread's one counts. */
function mark() {
  for (const item of document.querySelectorAll('.marked')) item.classList.remove('marked');
  const name = location.hash.slice(1);
  if (!name) return;
  const target = document.getElementById(`t${name}`) ?? document.getElementById(name);
  if (!target) return;
  if (target.matches('.composer')) target.querySelector('textarea')?.focus();
  else target.classList.add('marked');
  target.scrollIntoView({ block: 'center' });
}
