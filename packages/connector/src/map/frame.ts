import type { NameBook, Person } from '@belay/slack/model';
import type { MessageId } from './key.ts';
import type { ScopeTemplate } from './scope-template.ts';

/** Everything about a message's surroundings that its experiences name. */
export interface Frame {
  /** the workspace's subdomain */
  domain: string;
  channel: {
    /** the id of today, for labels */
    id: string;
    name: string;
    /** the bound value of `{channel}` */
    scopeName: string;
    /** the ids that keys use (KEY-3) */
    keyChannelId: string;
    keyTeamId: string;
  };
  template: ScopeTemplate;
  names: NameBook;
  person(id: string): Person | undefined;
  /** cuts secrets before anything leaves the mapper (MAP-10) */
  redact(text: string): { text: string; count: number };
}

export function messageId(frame: Frame, ts: string): MessageId {
  return { teamId: frame.channel.keyTeamId, channelId: frame.channel.keyChannelId, ts };
}
