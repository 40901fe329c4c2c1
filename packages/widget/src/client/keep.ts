/** What the browser keeps for this agent: strings by name. */
export interface Keep {
  get(name: string): string | null;
  set(name: string, value: string | null): void;
  /** names that begin so, in order */
  names(prefix: string): string[];
}

/**
 * `localStorage` under names of this agent's own. Where the browser denies it (private windows,
 * third-party frames), or it is full: memory, until the page is left.
 */
export function createKeep(agent: string, storage: () => Storage): Keep {
  const own = `belay:${agent}:`;
  const memory = new Map<string, string>();
  const attempt = <T>(act: (kept: Storage) => T): T | undefined => {
    try {
      return act(storage());
    } catch {
      return undefined;
    }
  };
  return {
    get: (name) => memory.get(name) ?? attempt((kept) => kept.getItem(own + name)) ?? null,
    set(name, value) {
      memory.delete(name);
      if (value === null) {
        attempt((kept) => kept.removeItem(own + name));
        return;
      }
      const isKept = attempt((kept) => {
        kept.setItem(own + name, value);
        return true;
      });
      if (!isKept) memory.set(name, value);
    },
    names(prefix) {
      const stored =
        attempt((kept) =>
          Object.keys(kept)
            .filter((name) => name.startsWith(own))
            .map((name) => name.slice(own.length)),
        ) ?? [];
      return [...new Set([...stored, ...memory.keys()])]
        .filter((name) => name.startsWith(prefix))
        .sort();
    },
  };
}
