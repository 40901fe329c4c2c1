import type { Interval, Message } from '@belay/slack/model';

/**
 * What one answer or event says about a message, and when on Slack's clock it was true (SYN-10).
 * An absence is a claim too: this read, which could have shown the message, did not.
 */
export interface Observation {
  channelId: string;
  ts: string;
  read: Interval;
  /** `confirm` is the second read of one message; `reactions` speaks for those only */
  source: 'history' | 'replies' | 'confirm' | 'reactions';
  /** from an export: loses to any later read and is never doubted (SYN-8) */
  isArchived: boolean;
  seen: Message | 'absent';
}
