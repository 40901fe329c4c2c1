import type { Message } from '@belay/slack/model';
import type { Observation } from '../observe/observation.ts';
import type { ChannelRecord, Chunk, Debt } from '../ports.ts';
import type { ReadyFile } from './draft.ts';

/** What one answer brought, and what is proved or settled once all of it is in the memory. */
export interface Submission {
  channel: ChannelRecord;
  /** each message once */
  observations: Observation[];
  /** a file whose bytes have been moved; the message as far as its experience needs it */
  file?: { message: Message; ready: ReadyFile };
  /** a file that can't be had: nobody waits for it any more */
  lostFile?: { ts: string; fileId: string };
  chunk?: Chunk;
  /** the replies were read whole, up to what the root said then; `at`: ms on Slack's clock */
  threadRead?: { rootTs: string; signature: string; at: number };
  /** deliveries that these observations came from */
  handled?: string[];
  debts?: Debt[];
  paid?: string[];
}

export interface Applied {
  /** replies that wait for a parent which is on its way: their thread is owed again */
  postponed: boolean;
}
