/** The process dies here: whatever awaited this never goes on. */
export class Crash extends Error {
  override readonly name = 'Crash';
}

/** Counts down over every call of every port, and kills at zero. */
export class Fuse {
  left: number;
  constructor(left: number) {
    this.left = left;
  }

  get isBurnt(): boolean {
    return this.left <= 0;
  }

  burn(at: string): void {
    this.left -= 1;
    if (this.left <= 0) throw new Crash(`killed at ${at}`);
  }
}

/**
 * The same port, but the process may die at any call: before the call took effect or, just as
 * bad, after it and before the answer arrived.
 */
export function crashing<T extends object>(port: T, fuse: Fuse): T {
  return new Proxy(port, {
    get(target, name) {
      const member: unknown = Reflect.get(target, name, target);
      if (typeof member !== 'function') return member;
      return (...given: unknown[]) => {
        fuse.burn(String(name));
        const answer: unknown = member.apply(target, given);
        if (!(answer instanceof Promise)) return answer;
        return answer.then((value) => {
          fuse.burn(String(name));
          return value;
        });
      };
    },
  });
}
