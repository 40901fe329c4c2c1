/** So long a held line waits for its author's word; then it stays internal. */
export const heldMs = 10 * 60_000;
