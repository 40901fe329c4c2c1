import type { CardLanguage } from '@belay/slack/cards/card-model';
import type pg from 'pg';
import type { SlackPlace } from './slack-place.ts';

/** What somebody in Slack is spoken to in: theirs, else the channel's, else English. */
export async function languageOf(
  db: pg.Pool | pg.PoolClient,
  { tenant, installation }: SlackPlace,
  { userId, channel = null }: { userId: string; channel?: string | null },
): Promise<CardLanguage> {
  const { rows } = await db.query<{ language: CardLanguage | null }>({
    name: 'slack-language-of',
    text: `select coalesce(
             (select language from slack_person
              where tenant = $1 and installation = $2 and user_id = $3),
             (select b.settings #>> array['channels', $4, 'language'] from slack_binding b
              where b.tenant = $1 and b.installation = $2 and b.settings #> array['channels', $4] is not null
              limit 1)) as language`,
    values: [tenant, installation, userId, channel],
  });
  return rows[0]?.language ?? 'en';
}
