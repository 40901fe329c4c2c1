import { compareTs } from '@belay/slack/ids/ts';
import type { Page } from '@belay/slack/model';
import type { Observation } from '../observe/observation.ts';
import type { Run } from './run.ts';

/** What a page says, each message once, oldest first: parents come before their replies. */
export function observationsOf(
  run: Run,
  channelId: string,
  page: Page,
  source: Observation['source'],
): Observation[] {
  const isArchived = run.workspace.kind === 'archive';
  const byTs = new Map(page.messages.map((message) => [message.ts, message]));
  return [...byTs.values()]
    .toSorted((a, b) => compareTs(a.ts, b.ts))
    .map((seen) => ({ channelId, ts: seen.ts, read: page.read, source, isArchived, seen }));
}
