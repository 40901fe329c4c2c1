import type { Message, Person } from '@belay/slack/model';

/** `user:<profile e-mail>`, else `user:<user id>@<workspace domain>.slack.com` (MAP-2). */
export function personActor(userId: string, person: Person | undefined, domain: string): string {
  const email = person?.email?.trim().toLowerCase();
  return email ? `user:${email}` : `user:${userId}@${domain}.slack.com`;
}

/** Who said it, as the memory names them: a person by e-mail, a bot as an agent. */
export function messageActor(
  message: Message,
  person: Person | undefined,
  domain: string,
): { actor: string; role: 'user' | 'assistant' } {
  const { userId, botId } = message.author;
  if (isBot(message, person))
    return {
      actor: `agent:${botId ?? userId ?? 'unknown'}@${domain}.slack.com`,
      role: 'assistant',
    };
  return { actor: personActor(userId ?? 'unknown', person, domain), role: 'user' };
}

/** Slackbot is a person in `users.list`; what it says are replies of a machine. */
const slackbot = 'USLACKBOT';

export function isBot(message: Message, person: Person | undefined): boolean {
  return (
    message.author.botId !== undefined ||
    message.subtype === 'bot_message' ||
    message.author.userId === slackbot ||
    person?.isBot === true
  );
}
