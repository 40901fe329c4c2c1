import type { Message } from '../../world/model.ts';
import { reactionChoice } from '../emoji-sign.ts';
import type { Deed, Doing } from './deed.ts';
import { messageIn, ownChannel, ownMessage } from './place.ts';
import { Refusal } from './refusal.ts';
import { storedText } from './typed-text.ts';
import { command } from './use-app.ts';

const longestText = 40_000;
export const largestFile = 10 * 1024 * 1024;

/** Says something, in a thread or not, with or without a file. */
export const post: Deed = async (doing) => {
  const { desk, person, form } = doing;
  const channel = ownChannel(doing);
  const typed = form.text('text').trim();
  if (/^\/[a-z][\w-]*(\s|$)/.test(typed)) return void (await command(doing, typed));
  if (channel.isAdminOnly && !person.isAdmin)
    throw new Refusal(`Only admins may post in #${channel.name}.`);
  const text = wordsOf(doing);
  const file = form.file('file');
  const threadTs = form.text('thread');
  if (threadTs && !desk.world.room(channel.id).timeline.find(threadTs)?.versions.current)
    throw new Refusal('Somebody deleted this thread in the meantime.');
  if (file) {
    if (file.size > largestFile)
      throw new Refusal(`${file.name} is larger than 10 MiB. Choose a smaller file.`);
    const content = new Uint8Array(await file.arrayBuffer());
    desk.world.upload({
      channel: channel.id,
      user: person.id,
      name: file.name,
      content,
      text,
      ...(file.type ? { mimetype: file.type } : {}),
      ...(threadTs ? { threadTs } : {}),
    });
    return;
  }
  if (text === '') throw new Refusal('Type something, or choose a file.');
  desk.world.post({
    channel: channel.id,
    user: person.id,
    text,
    ...(threadTs ? { threadTs, broadcast: form.text('broadcast') === 'yes' } : {}),
  });
};

/** Changes one's own words. Unchanged ones are no edit. */
export const edit: Deed = (doing) => {
  const channel = ownChannel(doing);
  const message = ownMessage(doing, channel);
  const text = wordsOf(doing);
  if (text === '' && !message.fileIds?.length)
    throw new Refusal('An empty message can’t be saved. Delete it instead.');
  if (text !== message.text) doing.desk.world.edit(channel.id, message.ts, { text });
  return { go: doing.form.text('go') };
};

export const remove: Deed = (doing) => {
  const channel = ownChannel(doing);
  const message = ownMessage(doing, channel);
  doing.desk.world.delete(channel.id, message.ts);
};

/** Sets the person's reaction, or takes it back when it stands. */
export const react: Deed = (doing) => {
  const { desk, person, form } = doing;
  const channel = ownChannel(doing);
  const message = messageIn(doing, channel);
  const emoji = form.text('emoji');
  if (hasReacted(message, emoji, person.id)) {
    desk.world.unreact(channel.id, message.ts, person.id, emoji);
    return;
  }
  const isKnown =
    reactionChoice.includes(emoji) || message.reactions.some(({ name }) => name === emoji);
  if (!isKnown) throw new Refusal('Choose one of the reactions that are offered.');
  desk.world.react(channel.id, message.ts, person.id, emoji);
};

const hasReacted = (message: Message, emoji: string, userId: string): boolean =>
  message.reactions.some(({ name, users }) => name === emoji && users.includes(userId));

function wordsOf({ desk, form }: Doing): string {
  const text = storedText(desk.world, form.text('text').trim());
  if (text.length > longestText)
    throw new Refusal(`That is ${text.length} characters long. Slack takes ${longestText}.`);
  return text;
}
