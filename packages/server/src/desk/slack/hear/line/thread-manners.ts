import type { CardLanguage } from '@belay/slack/cards/card-model';
import type pg from 'pg';
import { bindingOf } from '../../integration/read-binding.ts';
import type { ThreadPlace } from './thread-at.ts';

/** What was decided for a thread's channel. */
export interface ThreadManners {
  language: CardLanguage;
  /** ms between a line and the visitor */
  delayMs: number;
}

export async function mannersOf(
  db: pg.Pool | pg.PoolClient,
  { tenant, agent, channel }: Pick<ThreadPlace, 'tenant' | 'agent' | 'channel'>,
): Promise<ThreadManners> {
  const settings = (await bindingOf(db, tenant, agent))?.settings;
  return {
    language: settings?.channels[channel]?.language ?? 'en',
    delayMs: (settings?.thread_delay ?? 3) * 1000,
  };
}
