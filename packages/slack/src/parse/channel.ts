import type { Channel } from '../model.ts';
import { fields, firstText, flag, text, texts } from './fields.ts';

/** A raw conversation object; undefined without an id. */
export function parseChannel(raw: unknown): Channel | undefined {
  const channel = fields(raw);
  const id = text(channel.id);
  if (id === undefined) return undefined;
  const isDirect = flag(channel.is_im) || flag(channel.is_mpim);
  return {
    id,
    name: firstText(channel.name, channel.name_normalized, channel.user) ?? id,
    // by flags only: an id's first letter says nothing since channels can be converted
    isPrivate: flag(channel.is_private) || flag(channel.is_group) || isDirect,
    isArchived: flag(channel.is_archived),
    isMember: flag(channel.is_member),
    isDirect,
    isShared:
      flag(channel.is_ext_shared) || (flag(channel.is_shared) && !flag(channel.is_org_shared)),
    previousNames: texts(channel.previous_names),
  };
}
