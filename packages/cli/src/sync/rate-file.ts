import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import type { WorkspaceRateState } from '@belay/slack/client/rate-plan';
import { z } from 'zod';
import { writeAtomic } from '../ledger/write-atomic.ts';

const rateState = z.object({
  methods: z.record(
    z.string(),
    z.object({ answered: z.array(z.number()), pausedUntil: z.number() }),
  ),
  clamp: z.object({ mode: z.enum(['unknown', 'free', 'clamped']), triedAt: z.number() }),
});

const rateFile = z.record(z.string(), rateState);

/**
 * What earlier runs with this token asked of Slack in the last minute, and whether Slack clamps it:
 * so that the next run neither exceeds the minute nor learns the clamp anew.
 */
export function readRate(path: string, token: string): WorkspaceRateState | undefined {
  return readAll(path)[nameOf(token)];
}

/** Keeps it for the next run. Call it under the home's lock. */
export function writeRate(path: string, token: string, state: WorkspaceRateState): void {
  const all = { ...readAll(path), [nameOf(token)]: rateState.parse(state) };
  writeAtomic(path, `${JSON.stringify(all)}\n`);
}

/** A damaged file costs a request or two; it is worth no question. */
function readAll(path: string): Record<string, WorkspaceRateState> {
  if (!existsSync(path)) return {};
  try {
    return rateFile.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    return {};
  }
}

function nameOf(token: string): string {
  return createHash('sha256').update(token).digest('hex').slice(0, 16);
}
