import { type ChannelNameFault, channelNameFault } from '../../api/channel-name.ts';
import type { Channel } from '../../world/model.ts';
import type { World } from '../../world/world.ts';
import { nameOf } from '../person.ts';
import type { Chore, Deed } from './deed.ts';
import { channelIn, ownChannel } from './place.ts';
import { Refusal } from './refusal.ts';

const nameFaults: Record<ChannelNameFault, string> = {
  invalid_name_required: 'Give the channel a name.',
  invalid_name_maxlength: 'A channel’s name has at most 80 characters.',
  invalid_name_specials: 'A channel’s name has letters, digits, “-” and “_” only.',
  invalid_name_punctuation: 'A channel’s name needs a letter or a digit.',
  name_taken: 'There is a channel of that name already.',
};

/** A name as Slack wants it, from one as people type it. */
function freeName(world: World, typed: string): string {
  const name = typed.trim().replace(/^#/, '').toLowerCase().replaceAll(/\s+/g, '-');
  const fault = channelNameFault(world, name);
  if (fault) throw new Refusal(nameFaults[fault]);
  return name;
}

export const makeChannel: Deed = ({ desk, person, form }) => {
  const channel = desk.world.addChannel({
    name: freeName(desk.world, form.text('name')),
    kind: form.text('kind') === 'private' ? 'private' : 'public',
    creator: person.id,
    members: [person.id],
  });
  return { go: `/c/${channel.id}` };
};

/** Only admins may post, or everybody again. */
export const restrict: Deed = (doing) => {
  const channel = ownChannel(doing);
  doing.desk.world.restrict(channel.id, channel.isAdminOnly !== true);
};

export const renameChannel: Deed = (doing) => {
  const channel = ownChannel(doing);
  const name = freeName(doing.desk.world, doing.form.text('name'));
  doing.desk.world.rename(channel.id, name, doing.person.id);
};

export const join: Deed = (doing) => {
  const channel = channelIn(doing);
  if (channel.isArchived) throw new Refusal(`#${channel.name} is archived: nobody can join it.`);
  if (channel.kind !== 'public')
    throw new Refusal(`#${channel.name} is private: somebody who is in it must invite you.`);
  doing.desk.world.join(channel.id, doing.person.id);
};

/** Invites a person or the bot. */
export const invite: Deed = (doing) => {
  const { desk, person, form } = doing;
  const channel = ownChannel(doing);
  const user = desk.world.users.get(form.text('user'))?.current;
  if (!user || user.isDeleted) throw new Refusal('Choose whom to invite.');
  desk.world.join(channel.id, user.id, { inviter: person.id });
};

/** Removes somebody, or oneself, or the bot. */
export const removeMember: Deed = (doing) => {
  const { desk, form } = doing;
  const channel = ownChannel(doing);
  const user = desk.world.users.get(form.text('user'))?.current;
  if (!user) throw new Refusal('Choose whom to remove.');
  if (channel.isGeneral && !user.isBot)
    throw new Refusal(`Everybody is in #${channel.name}: people can’t leave it.`);
  desk.world.leave(channel.id, user.id);
};

/** From public to private, or back. */
export const convert: Deed = (doing) => {
  const channel = specialChannel(ownChannel(doing), 'stays public');
  const kind = channel.kind === 'public' ? 'private' : 'public';
  doing.desk.world.convert(channel.id, kind, doing.person.id);
};

export const archive: Deed = (doing) => {
  const channel = specialChannel(ownChannel(doing), 'can’t be archived');
  doing.desk.world.archive(channel.id, doing.person.id);
};

export const unarchive: Deed = (doing) => {
  const channel = channelIn(doing);
  if (channel.isArchived) doing.desk.world.unarchive(channel.id, doing.person.id);
};

/** Becomes somebody else. */
export const be: Deed = ({ person }) => ({ be: person.id });

/** A new colleague, who the visitor is from now on. */
export const makePerson: Chore = ({ desk, form }) => {
  const realName = form.need('name', 'Give the person a name.').slice(0, 80);
  const handle = realName.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, '.');
  const taken = [...desk.world.users.values()].some(({ current }) => nameOf(current) === realName);
  if (taken) throw new Refusal(`There is a ${realName} already.`);
  const user = desk.world.addUser({ name: handle, realName, displayName: realName });
  for (const { info } of desk.world.rooms.values())
    if (info.current.isGeneral) desk.world.join(info.current.id, user.id);
  return { be: user.id };
};

function specialChannel(channel: Channel, why: string): Channel {
  if (channel.isGeneral) throw new Refusal(`Everybody is in #${channel.name}: it ${why}.`);
  return channel;
}
