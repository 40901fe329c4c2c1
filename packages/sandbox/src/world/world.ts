import * as channels from './channels.ts';
import * as files from './files.ts';
import * as messages from './messages.ts';
import * as people from './people.ts';
import * as reactions from './reactions.ts';
import { seedChannels } from './seed-channels.ts';
import { seedMany } from './seed-many.ts';
import { WorldState } from './state.ts';

type Rest<F> = F extends (world: WorldState, ...rest: infer R) => infer A
  ? (...rest: R) => A
  : never;

/**
 * A Slack workspace that exists only here. Verbs say what people and bots do; each appends to the
 * log, at the clock's now or at the `at` that a script gives. Every verb answers what it made.
 */
export class World extends WorldState {
  readonly addUser: Rest<typeof people.addUser> = (...rest) => people.addUser(this, ...rest);
  readonly updateUser: Rest<typeof people.updateUser> = (...rest) =>
    people.updateUser(this, ...rest);
  readonly deactivate: Rest<typeof people.deactivate> = (...rest) =>
    people.deactivate(this, ...rest);
  readonly changeTeam: Rest<typeof people.changeTeam> = (...rest) =>
    people.changeTeam(this, ...rest);
  readonly addGroup: Rest<typeof people.addGroup> = (...rest) => people.addGroup(this, ...rest);
  readonly updateGroup: Rest<typeof people.updateGroup> = (...rest) =>
    people.updateGroup(this, ...rest);
  readonly setEmoji: Rest<typeof people.setEmoji> = (...rest) => people.setEmoji(this, ...rest);
  readonly installApp: Rest<typeof people.installApp> = (...rest) =>
    people.installApp(this, ...rest);
  readonly uninstallApp: Rest<typeof people.uninstallApp> = (...rest) =>
    people.uninstallApp(this, ...rest);
  readonly issueToken: Rest<typeof people.issueToken> = (...rest) =>
    people.issueToken(this, ...rest);
  readonly failToken: Rest<typeof people.failToken> = (...rest) => people.failToken(this, ...rest);

  readonly addChannel: Rest<typeof channels.addChannel> = (...rest) =>
    channels.addChannel(this, ...rest);
  readonly rename: Rest<typeof channels.rename> = (...rest) => channels.rename(this, ...rest);
  readonly archive: Rest<typeof channels.archive> = (...rest) => channels.archive(this, ...rest);
  readonly unarchive: Rest<typeof channels.unarchive> = (...rest) =>
    channels.unarchive(this, ...rest);
  readonly deleteChannel: Rest<typeof channels.deleteChannel> = (...rest) =>
    channels.deleteChannel(this, ...rest);
  readonly restrict: Rest<typeof channels.restrict> = (...rest) => channels.restrict(this, ...rest);
  readonly convert: Rest<typeof channels.convert> = (...rest) => channels.convert(this, ...rest);
  readonly share: Rest<typeof channels.share> = (...rest) => channels.share(this, ...rest);
  readonly setNote: Rest<typeof channels.setNote> = (...rest) => channels.setNote(this, ...rest);
  readonly join: Rest<typeof channels.join> = (...rest) => channels.join(this, ...rest);
  readonly leave: Rest<typeof channels.leave> = (...rest) => channels.leave(this, ...rest);
  readonly changeChannelId: Rest<typeof channels.changeChannelId> = (...rest) =>
    channels.changeChannelId(this, ...rest);

  readonly post: Rest<typeof messages.post> = (...rest) => messages.post(this, ...rest);
  readonly reply: Rest<typeof messages.reply> = (...rest) => messages.reply(this, ...rest);
  readonly edit: Rest<typeof messages.edit> = (...rest) => messages.edit(this, ...rest);
  readonly touch: Rest<typeof messages.touch> = (...rest) => messages.touch(this, ...rest);
  readonly delete: Rest<typeof messages.remove> = (...rest) => messages.remove(this, ...rest);
  readonly restore: Rest<typeof messages.restore> = (...rest) => messages.restore(this, ...rest);
  readonly react: Rest<typeof reactions.react> = (...rest) => reactions.react(this, ...rest);
  readonly unreact: Rest<typeof reactions.unreact> = (...rest) => reactions.unreact(this, ...rest);
  readonly pin: Rest<typeof reactions.pin> = (...rest) => reactions.pin(this, ...rest);
  readonly unpin: Rest<typeof reactions.unpin> = (...rest) => reactions.unpin(this, ...rest);

  readonly addFile: Rest<typeof files.addFile> = (...rest) => files.addFile(this, ...rest);
  readonly upload: Rest<typeof files.upload> = (...rest) => files.upload(this, ...rest);
  readonly changeFile: Rest<typeof files.changeFile> = (...rest) => files.changeFile(this, ...rest);
  readonly deleteFile: Rest<typeof files.deleteFile> = (...rest) => files.deleteFile(this, ...rest);

  readonly seedChannels: Rest<typeof seedChannels> = (...rest) => seedChannels(this, ...rest);
  readonly seedMany: Rest<typeof seedMany> = (...rest) => seedMany(this, ...rest);
}
