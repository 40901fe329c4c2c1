/**
 * Values by key that outlive a page change and a reload, but neither the tab nor its person. A browser
 * that keeps nothing keeps them as long as the page. `read` judges what was kept.
 */
export function createKeptStore<Value>(
  storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>,
  prefix: string,
  read: (kept: unknown) => Value,
) {
  const values = new Map<string, Value>();
  const listeners = new Set<() => void>();
  const get = (key: string): Value => {
    const known = values.get(key);
    if (known !== undefined) return known;
    const value = read(parsed(storage, prefix + key));
    values.set(key, value);
    return value;
  };
  return {
    get,
    /** null forgets it */
    set(key: string, value: Value | null): void {
      values.set(key, value ?? read(undefined));
      try {
        if (value === null) storage.removeItem(prefix + key);
        else storage.setItem(prefix + key, JSON.stringify(value));
      } catch {
        // full or closed: the page still knows it
      }
      for (const listener of listeners) listener();
    },
    subscribe(listener: () => void): () => void {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

function parsed(storage: Pick<Storage, 'getItem'>, key: string): unknown {
  try {
    return JSON.parse(storage.getItem(key) ?? 'null');
  } catch {
    return undefined;
  }
}
