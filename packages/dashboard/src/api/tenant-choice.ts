const key = 'belay.tenant';

/**
 * The organisation that this tab works in. A tab keeps its own; a new tab begins with the one used
 * last; `?org=<id>` in a link wins.
 */
export function createTenantChoice(tab: Storage, browser: Storage, address: URL) {
  const asked = address.searchParams.get('org');
  let current = asked ?? read(tab) ?? read(browser);
  const listeners = new Set<() => void>();
  return {
    get: () => current,
    set(id: string | null) {
      const changed = id !== current;
      current = id;
      for (const storage of [tab, browser]) write(storage, id);
      if (changed) for (const listener of listeners) listener();
    },
    subscribe(listener: () => void): () => void {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

function read(storage: Storage): string | null {
  try {
    return storage.getItem(key);
  } catch {
    // a browser that keeps nothing: the first organisation it is
    return null;
  }
}

function write(storage: Storage, id: string | null): void {
  try {
    if (id === null) storage.removeItem(key);
    else storage.setItem(key, id);
  } catch {
    // as above
  }
}
