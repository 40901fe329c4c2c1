/** One call of the Web API with what became of it. */
export interface SeenCall {
  method: string;
  /** as they came, the caller's secrets among them */
  args: Readonly<Record<string, unknown>>;
  authorization: string | undefined;
  /** undefined: the connection broke, and the caller knows of no answer */
  answer: { status: number; body: Readonly<Record<string, unknown>> } | undefined;
  /** real ms until it was answered or broken off */
  ms: number;
}

/** How often each method was called, and how many of these calls a limit refused. */
export class CallLog {
  readonly #counts = new Map<string, { calls: number; refused: number }>();
  readonly #listeners = new Set<(call: SeenCall) => void>();

  /** Hears of every call once it has ended; the answer ends that. */
  onCall(listener: (call: SeenCall) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  tell(call: SeenCall): void {
    for (const listener of this.#listeners) listener(call);
  }

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
