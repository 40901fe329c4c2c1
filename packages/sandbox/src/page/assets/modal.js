// The window of an app: what one types goes there first, Tab stays in it, Escape closes it, and
// afterwards the focus is where it was.
let from;

export function listenToModal() {
  // a page that renews itself puts another element there
  new MutationObserver(enter).observe(document.body, { childList: true });
  addEventListener('keydown', onKey);
  if (windowOf()) enter();
}

const windowOf = () => document.querySelector('#modal [role=dialog]');

function enter() {
  const open = windowOf();
  if (!open) {
    from?.isConnected && from.focus({ preventScroll: true });
    from = undefined;
    return;
  }
  if (open.contains(document.activeElement)) return;
  from ??= document.activeElement;
  (
    open.querySelector('textarea, select, input:not([type=hidden])') ?? open.querySelector('h2')
  ).focus();
}

function onKey(event) {
  const open = windowOf();
  if (!open) return;
  if (event.key === 'Escape') open.querySelector('[data-closes]').click();
  if (event.key !== 'Tab') return;
  const stops = [
    ...open.querySelectorAll('a, button:not(.hidden), input:not([type=hidden]), select, textarea'),
  ];
  const edge = event.shiftKey ? stops.at(0) : stops.at(-1);
  if (document.activeElement !== edge) return;
  event.preventDefault();
  (event.shiftKey ? stops.at(-1) : stops.at(0)).focus();
}
