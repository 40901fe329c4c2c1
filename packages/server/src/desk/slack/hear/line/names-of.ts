import type { Message, NameBook } from '@belay/slack/model';
import type pg from 'pg';
import type { SlackPlace } from '../../people/slack-place.ts';

/** Names for what a message mentions, as far as they are known here; nothing is asked of Slack. */
export async function namesOf(
  db: pg.Pool,
  { tenant, installation }: SlackPlace,
  message: Pick<Message, 'text' | 'blocks'>,
): Promise<NameBook> {
  const source = JSON.stringify([message.text, message.blocks]);
  const ids = [...new Set(source.match(/\b[UWC][A-Z0-9]{2,20}\b/g) ?? [])].slice(0, 200);
  const names = new Map<string, string>();
  if (ids.length > 0) {
    const { rows } = await db.query<{ id: string; name: string }>(
      `select user_id as id, name from slack_person
       where tenant = $1 and installation = $2 and user_id = any($3)
       union all
       select channel, name from slack_channel
       where tenant = $1 and installation = $2 and channel = any($3)`,
      [tenant, installation, ids],
    );
    for (const { id, name } of rows) names.set(id, name);
  }
  // ids mean nothing to a visitor
  return {
    person: (id) => names.get(id) ?? 'colleague',
    channel: (id) => names.get(id) ?? 'channel',
    group: () => 'team',
  };
}
