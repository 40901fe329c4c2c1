import type { HeldChoice } from '../../desk/data/desk-verbs.ts';

/** What a choice about a held line says on its button; `owner` has the conversation. Pure. */
export function heldWords(choice: HeldChoice, owner: string): string {
  switch (choice) {
    case 'send':
      return 'Send';
    case 'keep':
      return 'Keep internal';
    case 'take_send':
      return 'Take over and send';
    case 'send_leave':
      return 'Send, leave it with the assistant';
    case 'steal':
      return `Take over from ${owner}…`;
    case 'reopen_send':
      return 'Reopen and send';
  }
}

/** How long a line still waits. Pure. */
export function heldUntil(expiresAt: string, now: number): string {
  const minutes = Math.ceil((Date.parse(expiresAt) - now) / 60_000);
  return minutes <= 1
    ? 'In less than a minute it stays internal.'
    : `In ${minutes} min it stays internal.`;
}
