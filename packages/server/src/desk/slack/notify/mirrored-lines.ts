import type { LineCode } from '@belay/contract/desk/conversation';

/** What happened to a conversation that its thread is told of; cards and events tell the rest. */
export const mirroredLines = [
  'joined',
  'assigned',
  'handed_back',
  'waiting_again',
  'nobody_free',
  'continued_with_agent',
  'closed',
  'closed_idle',
] as const satisfies readonly LineCode[];
export type MirroredLine = (typeof mirroredLines)[number];

export function isMirroredLine(code: string | undefined): code is MirroredLine {
  return mirroredLines.some((line) => line === code);
}
