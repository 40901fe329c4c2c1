import type { Beat } from './beat.ts';
import { allChannels } from './channels/all.ts';
import { mixed } from './live/routine.ts';
import type { PersonKey } from './people.ts';
import type { ChannelStory, Said } from './story.ts';
import { storyGap, storyTime } from './story-time.ts';

/** Everything that the stories tell, as beats in the order of time. Pure in the base time. */
export function storyBeats(base: number): Beat[] {
  const beats = allChannels.flatMap((channel) => channelBeats(channel, base));
  return beats.sort((a, b) => a.at - b.at);
}

function channelBeats(channel: ChannelStory, base: number): Beat[] {
  const beats: Beat[] = (channel.joins ?? []).map(({ at, by }) => ({
    kind: 'join',
    at: storyTime(at, base),
    channel: channel.name,
    by,
  }));
  for (const [index, said] of channel.said.entries()) {
    const key = `${channel.name}/${index}`;
    const at = storyTime(said.at, base) + offMinute(key);
    beats.push(...saidBeats(said, { key, at, channel: channel.name }));
    let last = at;
    for (const [nth, reply] of (said.replies ?? []).entries()) {
      const replyKey = `${key}/${nth}`;
      last += storyGap(reply.at) + offMinute(replyKey);
      beats.push(...saidBeats(reply, { key: replyKey, at: last, channel: channel.name, re: key }));
    }
  }
  if (channel.archived)
    beats.push({ kind: 'archive', at: storyTime(channel.archived, base), channel: channel.name });
  return beats;
}

function saidBeats(
  said: Said,
  place: { key: string; at: number; channel: string; re?: string },
): Beat[] {
  const { key, at } = place;
  const beats: Beat[] = [
    {
      kind: 'say',
      ...place,
      by: said.by,
      text: said.edit?.from ?? said.text,
      ...(said.broadcast && { broadcast: true }),
      ...(said.file && { file: said.file }),
    },
  ];
  if (said.edit)
    beats.push({
      kind: 'rewrite',
      at: at + storyGap(said.edit.after),
      on: key,
      by: said.by,
      text: said.text,
    });
  for (const [emoji, who] of Object.entries(said.reactions ?? {}))
    for (const by of who)
      beats.push({ kind: 'react', at: reactedAt(key, emoji, by, at), on: key, by, emoji });
  if (said.deleted)
    beats.push({ kind: 'take-back', at: at + storyGap(said.deleted), on: key, by: said.by });
  return beats;
}

/** People don't write on the full minute. 1-59 s, the same for the same key. */
function offMinute(key: string): number {
  return 1000 + Math.floor(mixed(hash(key), 21) * 58_000);
}

/** Half a minute to ten minutes after the message, each person at a time of their own. */
function reactedAt(key: string, emoji: string, by: PersonKey, at: number): number {
  return at + 30_000 + Math.floor(mixed(hash(`${key} ${emoji} ${by}`), 22) * 570_000);
}

function hash(text: string): number {
  let sum = 0;
  for (const character of text) sum = (Math.imul(sum, 31) + (character.codePointAt(0) ?? 0)) | 0;
  return sum;
}
