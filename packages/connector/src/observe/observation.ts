import type { Interval, Message } from '@belay/slack/model';

/**
 * What one answer or event says about a message, and when on Slack's clock it was true (SYN-10).
 * An absence is a claim too: this read, which could have shown the message, did not.
 */
export interface Observation {
  channelId: string;
  ts: string;
  read: Interval;
  /**
   * `confirm` is the second read of one message; `reactions` speaks for those only; an `event`
   * shows body and files, and what it leaves out proves nothing
   */
  source: 'history' | 'replies' | 'confirm' | 'reactions' | 'event';
  /** from an export: loses to any later read and is never doubted (SYN-8) */
  isArchived: boolean;
  /** of a `confirm` that found nothing: where it looked; a channel never shows plain replies */
  lookedIn?: 'channel' | 'thread';
  /** `deleted` is Slack's own word, `absent` only what a read did not show */
  seen: Message | 'absent' | 'deleted';
}
