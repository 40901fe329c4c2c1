import type { Message, Person } from '@belay/slack/model';
import type { SlashCommand } from '@belay/slack/parse/command';
import type { ChannelEvent } from '@belay/slack/parse/event';
import type { Interaction } from '@belay/slack/parse/interaction';

/** What the desk keeps of a body of Slack's until it is settled: no more than its job needs. */
export type Heard =
  | { kind: 'posted'; channel: string; message: Message }
  | {
      kind: 'changed';
      channel: string;
      message: Message;
      /** a second and a counter: tells edits of one second apart */
      eventTs: string | null;
    }
  | { kind: 'deleted'; channel: string; ts: string; threadTs: string | null; userId: string | null }
  /** a message of our own came back to us, with the key that it carries */
  | { kind: 'echo'; channel: string; ts: string; threadTs: string | null; key: string }
  | { kind: 'channel'; event: ChannelEvent; name: string | null }
  | { kind: 'member'; channel: string; joined: boolean }
  | { kind: 'person'; person: Pick<Person, 'id' | 'isDeleted'> }
  | { kind: 'home'; userId: string }
  | {
      kind: 'click';
      click: Interaction;
      /** no other installation is proved by the same secret and team */
      isAlone: boolean;
    }
  | { kind: 'command'; command: SlashCommand };

export type HeardOf<Kind extends Heard['kind']> = Extract<Heard, { kind: Kind }>;
