import type { Context } from '../../../context.ts';
import { runCommand } from '../command/run-command.ts';
import { homeOpened } from '../home/home-opened.ts';
import { settleEcho } from '../outbox/settle-echo.ts';
import { personChanged } from '../people/person-changed.ts';
import type { SlackPlace } from '../people/slack-place.ts';
import { botMembership } from './channel/bot-membership.ts';
import { channelChanged } from './channel/channel-changed.ts';
import { clicked } from './click/clicked.ts';
import { lineChanged } from './line/line-changed.ts';
import { linePosted } from './line/line-posted.ts';
import { messageDeleted } from './line/message-deleted.ts';
import type { Heard } from './store/heard.ts';

/** What something heard means, by the folder that knows. Begun again after a crash. */
export async function workOn(ctx: Context, place: SlackPlace, heard: Heard): Promise<void> {
  switch (heard.kind) {
    case 'posted':
      return linePosted(ctx, place, heard);
    case 'changed':
      return lineChanged(ctx, place, heard);
    case 'deleted':
      return messageDeleted(ctx, place, heard);
    case 'echo': {
      const { channel, ts, key, threadTs } = heard;
      await settleEcho(ctx, { ...place, channel, ts, key, threadTs: threadTs ?? undefined });
      return;
    }
    case 'channel':
      return channelChanged(ctx, place, heard);
    case 'member':
      return botMembership(ctx, place, heard);
    case 'person':
      return personChanged(ctx, place, heard.person);
    case 'home':
      return homeOpened(ctx, place, heard.userId);
    case 'click':
      return clicked(ctx, place, heard);
    case 'command':
      return runCommand(ctx, place, heard.command);
  }
}
