import type { Message, NameBook } from '@belay/slack/model';
import type { Context } from '../../../../context.ts';
import { checkPerson } from '../../people/check-person.ts';
import type { SlackPlace } from '../../people/slack-place.ts';

/** People nobody here knows yet are asked for, so many. */
const mostAsked = 5;

/** Names for what a message mentions, as far as they can be known. */
export async function namesOf(
  ctx: Context,
  place: SlackPlace,
  message: Pick<Message, 'text' | 'blocks'>,
): Promise<NameBook> {
  const source = JSON.stringify([message.text, message.blocks]);
  const ids = [...new Set(source.match(/\b[UWC][A-Z0-9]{2,20}\b/g) ?? [])].slice(0, 200);
  let names = await known(ctx, place, ids);
  // in the places where a message mentions people, not wherever capitals stand
  const strangers = ids.filter((id) => !names.has(id) && mentionsPerson(source, id));
  for (const id of strangers.slice(0, mostAsked)) await checkPerson(ctx, place, id);
  if (strangers.length > 0) names = await known(ctx, place, ids);
  // ids mean nothing to a visitor
  return {
    person: (id) => names.get(id) ?? 'colleague',
    channel: (id) => names.get(id) ?? 'channel',
    group: () => 'team',
  };
}

function mentionsPerson(source: string, id: string): boolean {
  return source.includes(`<@${id}`) || source.includes(`"user_id":"${id}"`);
}

async function known(
  { pool }: Context,
  { tenant, installation }: SlackPlace,
  ids: readonly string[],
): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const { rows } = await pool.query<{ id: string; name: string }>(
    `select user_id as id, name from slack_person
     where tenant = $1 and installation = $2 and user_id = any($3)
     union all
     select channel, name from slack_channel
     where tenant = $1 and installation = $2 and channel = any($3)`,
    [tenant, installation, ids],
  );
  return new Map(rows.map(({ id, name }) => [id, name]));
}
