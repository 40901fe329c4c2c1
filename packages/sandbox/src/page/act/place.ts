import type { Channel, Message } from '../../world/model.ts';
import { namesOf } from '../names-of.ts';
import { nameOf } from '../person.ts';
import type { Doing } from './deed.ts';
import { Refusal } from './refusal.ts';

/** The channel of a form, archived or not. */
export function channelIn({ desk, form }: Doing): Channel {
  const channel = desk.world.rooms.get(form.text('channel'))?.info.current;
  if (!channel || channel.isDeleted) throw new Refusal('This channel is not there any more.');
  return channel;
}

/** The channel of a form, where this person may speak. */
export function ownChannel(doing: Doing): Channel {
  const channel = channelIn(doing);
  if (channel.isArchived)
    throw new Refusal(`#${channel.name} is archived: nobody can change anything in it.`);
  if (!channel.members.includes(doing.person.id))
    throw new Refusal(`${nameOf(doing.person)} is not in #${channel.name}. Join it first.`);
  return channel;
}

/** The message of a form that one may still do something with. */
export function messageIn(doing: Doing, channel: Channel): Message {
  const { timeline } = doing.desk.world.room(channel.id);
  const message = timeline.find(doing.form.text('ts'))?.versions.current;
  if (!message || message.subtype === 'tombstone')
    throw new Refusal('Somebody deleted this message in the meantime.');
  return message;
}

/** The same, if this person wrote it. */
export function ownMessage(doing: Doing, channel: Channel): Message {
  const message = messageIn(doing, channel);
  if (message.userId === doing.person.id) return message;
  const author = namesOf(doing.desk.world).person(message.userId ?? '') ?? 'its author';
  throw new Refusal(`Only ${author} may change this message.`);
}
