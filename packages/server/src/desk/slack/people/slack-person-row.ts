import type { Role } from '@belay/contract/people';
import type { CardLanguage } from '@belay/slack/cards/card-model';
import type pg from 'pg';
import type { Outsider } from './judge-member.ts';
import type { SlackPlace } from './slack-place.ts';

/** Somebody in Slack and who they are here, as it was checked last. */
export interface SlackPersonRow {
  user_id: string;
  name: string;
  language: CardLanguage | null;
  is_member: boolean;
  refused: Outsider | null;
  person: string | null;
  how: 'email' | 'hand' | null;
  is_refused_by_person: boolean;
  checked_at: Date;
  person_name: string | null;
  person_email: string | null;
  /** null: no member of the organisation */
  role: Role | null;
}

/** One row by its key, with what the person may by now. */
export async function readSlackPerson(
  db: pg.Pool | pg.PoolClient,
  { tenant, installation, userId }: SlackPlace & { userId: string },
): Promise<SlackPersonRow | undefined> {
  const { rows } = await db.query<SlackPersonRow>({
    name: 'slack-person',
    text: `select s.user_id, s.name, s.language, s.is_member, s.refused, s.person, s.how,
                  s.is_refused_by_person, s.checked_at,
                  p.name as person_name, p.email as person_email, m.role
           from slack_person s
           left join person p on p.id = s.person
           left join member m on m.tenant = s.tenant and m.person = s.person
           where s.tenant = $1 and s.installation = $2 and s.user_id = $3`,
    values: [tenant, installation, userId],
  });
  return rows[0];
}
