/** A value and everything that it was before: reads may ask for any moment. */
export class Register<T> {
  readonly #versions: { at: number; value: T }[];

  constructor(at: number, value: T) {
    this.#versions = [{ at, value }];
  }

  /** the newest value */
  get current(): T {
    return (this.#versions.at(-1) as { value: T }).value;
  }

  /** Appends a version. Time never runs backwards within one register. */
  set(at: number, value: T): void {
    const last = this.#versions.at(-1) as { at: number };
    this.#versions.push({ at: Math.max(at, last.at), value });
  }

  /** The value at a moment; undefined before the first version. */
  at(moment: number): T | undefined {
    for (let i = this.#versions.length - 1; i >= 0; i--) {
      const version = this.#versions[i] as { at: number; value: T };
      if (version.at <= moment) return version.value;
    }
    return undefined;
  }
}
