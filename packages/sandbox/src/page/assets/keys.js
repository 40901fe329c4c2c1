// Enter sends, Escape leaves an edit, j and k move between messages, o opens the thread.
export function listenToKeys() {
  addEventListener('keydown', (event) => {
    const { target } = event;
    if (target.matches?.('textarea, input, select')) return inField(event, target);
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'o') here()?.querySelector('.thread a, .acts a')?.click();
    if (event.key === 'j' || event.key === 'k') move(event.key === 'j' ? 1 : -1);
  });
}

function inField(event, field) {
  // an input method uses Enter for itself
  if (event.isComposing) return;
  if (event.key === 'Escape') field.form?.querySelector('[data-cancel]')?.click();
  if (event.key !== 'Enter' || event.shiftKey || !field.matches('[data-sends]')) return;
  event.preventDefault();
  field.form.requestSubmit();
}

const here = () => document.activeElement?.closest?.('.message');

function move(step) {
  const items = [...document.querySelectorAll('.message')];
  const index = items.indexOf(here());
  const item = items[index < 0 ? items.length - 1 : index + step];
  if (!item) return;
  item.tabIndex = -1;
  item.focus({ preventScroll: true });
  item.scrollIntoView({ block: 'nearest' });
}
