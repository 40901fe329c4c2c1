/** ms to wait before the n-th try (from 1): 1 s doubled up to 30 s, half of it by chance. */
export function backoff(attempt: number, random: () => number): number {
  const full = Math.min(30_000, 1_000 * 2 ** (attempt - 1));
  return Math.round(full / 2 + (full / 2) * random());
}
