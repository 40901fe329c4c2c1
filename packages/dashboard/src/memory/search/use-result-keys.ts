import { useShortcuts } from '../../keys/use-shortcuts.ts';

/** `j`/`k` move among the results, `o` opens the one that has the focus; Escape closes what is open. */
export function useResultKeys(close: (() => void) | undefined): void {
  useShortcuts([
    { keys: 'j', label: 'Next result', run: () => move(1) },
    { keys: 'k', label: 'Result before', run: () => move(-1) },
    { keys: 'o', label: 'Open the result', run: () => focused()?.click() },
    ...(close ? [{ keys: 'Escape', label: 'Close the experience', run: close }] : []),
  ]);
}

function focused(): HTMLElement | undefined {
  const { activeElement } = document;
  return activeElement instanceof HTMLElement && activeElement.matches('[data-result]')
    ? activeElement
    : undefined;
}

/** Rows beyond the window come into being while it scrolls: the next one is always there. */
function move(step: 1 | -1): void {
  const results = [...document.querySelectorAll<HTMLElement>('[data-result]')];
  const sorted = results.sort((a, b) => place(a) - place(b));
  const current = focused();
  const at = current ? sorted.indexOf(current) : -1;
  const next = at < 0 ? sorted.find((one) => place(one) >= 0) : sorted[at + step];
  next?.focus({ preventScroll: true });
  next?.scrollIntoView({ block: 'nearest' });
}

function place(element: HTMLElement): number {
  return element.getBoundingClientRect().top;
}
