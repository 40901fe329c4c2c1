import type { Message } from '@belay/slack/model';
import { isBot } from '../map/actor.ts';
import { hasText } from '../map/message-body.ts';
import type { Run } from './run.ts';

/** What is never written: housekeeping, our own posts, bots unless included (MAP-8). */
export function isSkipped(run: Run, message: Message): boolean {
  if (message.kind !== 'content') return true;
  if (isOwn(run, message)) return true;
  const person = message.author.userId ? run.book.person(message.author.userId) : undefined;
  if (!run.rules.includeBots && isBot(message, person)) return true;
  return !hasText(message) && message.files.length === 0;
}

/**
 * Posted by the app whose token reads here: its cards and their threads stay out (MAP-8). A
 * person's token has no bot, and what that person says is theirs.
 */
export function isOwn(run: Run, message: Message): boolean {
  const { botUserId, botId, appId } = run.identity;
  const { author } = message;
  return (
    (appId !== undefined && author.appId === appId) ||
    (botId !== undefined && (author.botId === botId || author.userId === botUserId))
  );
}
