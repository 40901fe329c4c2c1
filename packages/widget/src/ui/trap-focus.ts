/** Tab goes round within `root`, so that it doesn't leave an open chat for the page behind it. */
export function trapFocus(root: HTMLElement, event: KeyboardEvent): void {
  const reachable = [
    ...root.querySelectorAll<HTMLElement>(
      'a[href], button:not(:disabled), input:not([hidden]), textarea, [tabindex="0"]',
    ),
  ].filter((element) => element.offsetParent !== null);
  const edge = event.shiftKey ? reachable[0] : reachable.at(-1);
  if (document.activeElement !== edge) return;
  event.preventDefault();
  (event.shiftKey ? reachable.at(-1) : reachable[0])?.focus();
}
