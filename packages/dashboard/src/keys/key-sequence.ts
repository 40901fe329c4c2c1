/** ms between two keys of a sequence. */
const patienceMs = 1_200;

/**
 * Tells which of the known sequences ("g h", "?", "mod+k") a pressed key completes, if any. The
 * longest that fits wins; after a key that leads nowhere it begins anew.
 */
export function createKeySequence() {
  let pressed: string[] = [];
  let at = 0;
  return (key: string, now: number, known: Iterable<string>): string | null => {
    if (now - at > patienceMs) pressed = [];
    at = now;
    const sequences = [...known];
    for (const keys of [[...pressed, key], [key]]) {
      const typed = keys.join(' ');
      if (sequences.includes(typed)) {
        pressed = [];
        return typed;
      }
      if (sequences.some((each) => each.startsWith(`${typed} `))) {
        pressed = keys;
        return null;
      }
    }
    pressed = [];
    return null;
  };
}

/** A pressed key as it stands in a sequence: "k", "?", "mod+k". Null: a lone modifier. */
export function keyName(event: {
  key: string;
  metaKey: boolean;
  ctrlKey: boolean;
  altKey: boolean;
}): string | null {
  if (['Shift', 'Meta', 'Control', 'Alt'].includes(event.key)) return null;
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  if (event.altKey) return `alt+${key}`;
  return event.metaKey || event.ctrlKey ? `mod+${key}` : key;
}
