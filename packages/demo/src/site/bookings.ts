const kept = 1_000;

/** What the invented company's own system takes: calls that visitors booked through the agent. */
export class Bookings {
  #last = 1041;
  readonly #references = new Map<string, string>();

  /** The reference of a booking; the same key twice is one booking. */
  take(key: string): string {
    const known = key === '' ? undefined : this.#references.get(key);
    if (known) return known;
    this.#last += 1;
    const reference = `PL-${this.#last}`;
    this.#references.set(key, reference);
    const oldest = this.#references.keys().next().value;
    if (this.#references.size > kept && oldest !== undefined) this.#references.delete(oldest);
    return reference;
  }
}
