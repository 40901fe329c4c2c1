import type { SlackEvent } from './event.ts';
import { appEvent } from './events/app-event.ts';
import { channelEvent } from './events/channel-event.ts';
import { fileEvent } from './events/file-event.ts';
import { groupEvent } from './events/group-event.ts';
import { memberEvent } from './events/member-event.ts';
import { messageEvent } from './events/message-event.ts';
import { personEvent } from './events/person-event.ts';
import { reactionEvent } from './events/reaction-event.ts';
import { type Fields, fields, text } from './fields.ts';

type Family = (event: Fields) => SlackEvent | undefined;

const families: readonly [RegExp, Family][] = [
  [/^message$/, messageEvent],
  [/^reaction_(added|removed)$/, reactionEvent],
  [/^file_(created|shared|unshared|change|deleted|public)$/, fileEvent],
  [/^member_(joined|left)_channel$/, memberEvent],
  [/^(user_change|team_join)$/, personEvent],
  [/^subteam_(created|updated|members_changed)$/, groupEvent],
  [/^channel_(id_changed|shared|unshared|created|unarchive)$/, channelEvent],
  [/^(channel|group)_(archive|unarchive|deleted|left|rename)$/, channelEvent],
  [/^(group|im|mpim)_(open|close|created)$/, channelEvent],
  [/^(channel|group|im)_history_changed$/, channelEvent],
  [/^(app_uninstalled|tokens_revoked|team_access_(granted|revoked))$/, appEvent],
  [/^grid_migration_(started|finished)$/, appEvent],
];

/** The inner event of a delivery, also from a Socket Mode envelope. Never throws. */
export function parseEvent(raw: unknown): SlackEvent {
  const event = fields(raw);
  const name = text(event.type) ?? '';
  const family = families.find(([pattern]) => pattern.test(name))?.[1];
  if (!family) return { kind: 'unsupported', name, reason: 'unknown' };
  return family(event) ?? { kind: 'unsupported', name, reason: 'malformed' };
}
