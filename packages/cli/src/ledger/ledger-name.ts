import { createHash } from 'node:crypto';

/**
 * The name of a ledger: one per workspace and memory. A ledger says what *this* memory has; under
 * another identity or address the same messages are still to be written.
 */
export function ledgerName(teamId: string, memory: { endpoint: string; actor: string }): string {
  const digest = createHash('sha256')
    .update(`${memory.endpoint.replace(/\/+$/, '')}\n${memory.actor}`)
    .digest('hex');
  return `slack-${teamId.replace(/[^A-Za-z0-9_-]/g, '_')}-${digest.slice(0, 10)}`;
}
