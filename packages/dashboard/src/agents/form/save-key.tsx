import type { KeyboardEvent } from 'react';

const isMac = /mac|iphone|ipad/i.test(navigator.userAgent);

/** The key that saves, on the button that does. */
export function SaveKey() {
  return (
    <kbd aria-hidden className="font-sans text-xs font-normal opacity-85">
      {isMac ? '⌘S' : 'Ctrl S'}
    </kbd>
  );
}

/** Saves with ⌘S inside a form of its own: a drawer has the keyboard for itself. */
export function onSaveKey(save: () => void) {
  return (event: KeyboardEvent) => {
    if (!(event.metaKey || event.ctrlKey) || event.altKey || event.key.toLowerCase() !== 's')
      return;
    event.preventDefault();
    event.stopPropagation();
    save();
  };
}
