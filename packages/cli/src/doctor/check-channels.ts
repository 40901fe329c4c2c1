import { SyncRefused } from '@belay/connector/sync/options';
import { selectChannels } from '@belay/connector/sync/select-channels';
import type { Channel } from '@belay/slack/model';
import { plural, some } from '../progress/figures.ts';
import type { Finding } from './finding.ts';

const check = 'channels';

/** Which of the wanted channels can be read: those that the bot is not in are named. */
export function checkChannels(
  all: readonly Channel[],
  wanted: readonly string[] | undefined,
  bot: { name: string | undefined; mayJoin: boolean },
): Finding {
  let selected: Channel[];
  try {
    selected = selectChannels(all, wanted);
  } catch (error) {
    if (!(error instanceof SyncRefused)) throw error;
    return {
      check,
      verdict: 'fail',
      message: error.message,
      next: 'Mend --channels, `channels` in YAML or SLACK_CHANNELS.',
    };
  }
  if (selected.length === 0)
    return {
      check,
      verdict: 'fail',
      message: 'There is no channel to read.',
      next: `Invite the bot to one: write \`/invite @${bot.name ?? 'your-bot'}\` there.`,
    };
  const outside = selected.filter(({ isMember, isArchived }) => !isMember && !isArchived);
  const joinable = bot.mayJoin ? outside.filter(({ isPrivate }) => !isPrivate) : [];
  const shut = outside.filter((channel) => !joinable.includes(channel));
  const details = {
    wanted: selected.length,
    not_in: shut.map(({ id, name }) => ({ id, name })),
    joined_by_itself: joinable.map(({ id, name }) => ({ id, name })),
  };
  const whole = plural(selected.length, 'channel');
  if (shut.length > 0)
    return {
      check,
      verdict: 'warn',
      message: `The bot is not in ${shut.length} of ${whole}: ${named(shut)}. They can’t be read.`,
      next: `Write \`/invite @${bot.name ?? 'your-bot'}\` in each, or grant channels:join.`,
      costsData: true,
      details,
    };
  const inside = `The bot is in ${selected.length - joinable.length} of ${whole}`;
  const later = joinable.length > 0 ? ` and joins ${named(joinable)} at the next sync` : '';
  return { check, verdict: 'ok', message: `${inside}${later}.`, details };
}

function named(channels: readonly Channel[]): string {
  return some(
    channels.map(({ name }) => `#${name}`),
    channels.length,
    8,
  );
}
