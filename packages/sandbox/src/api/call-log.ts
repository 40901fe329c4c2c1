/** How often each method was called, and how many of these calls a limit refused. */
export class CallLog {
  readonly #counts = new Map<string, { calls: number; refused: number }>();

  count(method: string, isRefused: boolean): void {
    const standing = this.#counts.get(method) ?? { calls: 0, refused: 0 };
    standing.calls++;
    if (isRefused) standing.refused++;
    this.#counts.set(method, standing);
  }

  of(method: string): { calls: number; refused: number } {
    return this.#counts.get(method) ?? { calls: 0, refused: 0 };
  }

  /** Calls of all methods. */
  get total(): { calls: number; refused: number } {
    let calls = 0;
    let refused = 0;
    for (const count of this.#counts.values()) {
      calls += count.calls;
      refused += count.refused;
    }
    return { calls, refused };
  }

  get byMethod(): Record<string, { calls: number; refused: number }> {
    return Object.fromEntries(this.#counts);
  }

  clear(): void {
    this.#counts.clear();
  }
}
