/** How long an answer waits for the visitor to finish, in ms. */
export interface Patience {
  /** after their last message */
  quietMs: number;
  /** after their last message, while they type */
  typingMs: number;
  /** after the first message that nobody answered, whatever happens */
  mostMs: number;
}
export const patience: Patience = { quietMs: 700, typingMs: 3_000, mostMs: 5_000 };

/** Somebody who typed this long ago still does. */
const typesFor = 1_500;

/** How long to wait now; 0: answer. Pure, all moments in ms. */
export function pauseBefore(
  {
    now,
    spokeAt,
    firstAt,
    typedAt,
  }: { now: number; spokeAt: number; firstAt: number; typedAt: number | undefined },
  { quietMs, typingMs, mostMs }: Patience = patience,
): number {
  const types = typedAt !== undefined && typedAt > spokeAt && now - typedAt < typesFor;
  const until = Math.min(spokeAt + (types ? typingMs : quietMs), firstAt + mostMs);
  return Math.max(0, until - now);
}
