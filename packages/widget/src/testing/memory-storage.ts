/** A browser's storage, for tests; `full`: it takes no more. */
export function memoryStorage(): Storage & { full: boolean } {
  const kept = new Map<string, string>();
  const methods = {
    full: false,
    getItem: (name: string) => kept.get(name) ?? null,
    setItem(name: string, value: string) {
      if (storage.full) throw new DOMException('full', 'QuotaExceededError');
      kept.set(name, String(value));
    },
    removeItem: (name: string) => void kept.delete(name),
    clear: () => kept.clear(),
    key: (index: number) => [...kept.keys()][index] ?? null,
    get length() {
      return kept.size;
    },
  };
  // as in a browser: names are own keys
  const storage = new Proxy(methods as Storage & { full: boolean }, {
    ownKeys: () => [...kept.keys()],
    getOwnPropertyDescriptor: (target, name) =>
      kept.has(String(name))
        ? { enumerable: true, configurable: true, value: kept.get(String(name)) }
        : Reflect.getOwnPropertyDescriptor(target, name),
  });
  return storage;
}
