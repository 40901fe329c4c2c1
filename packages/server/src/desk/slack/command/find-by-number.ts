import type pg from 'pg';
import type { SlackPlace } from '../people/slack-place.ts';

export interface Numbered {
  /** uuid */
  id: string;
  /** null: anonymous */
  visitor: string | null;
  /** uuid of its card in the channel that it was asked for in: it may go on there */
  card: string | null;
}

/** A conversation by what people call it. */
export async function findByNumber(
  pool: pg.Pool,
  { tenant, installation }: SlackPlace,
  number: number,
  channel: string,
): Promise<Numbered | undefined> {
  const { rows } = await pool.query<Numbered>(
    `select c.id, v.name as visitor, k.id as card from conversation c
     join visitor v on v.tenant = c.tenant and v.id = c.visitor
     left join slack_card k on k.tenant = c.tenant and k.conversation = c.id
       and k.installation = $3 and k.channel = $4 and not k.is_muted
     where c.tenant = $1 and c.number = $2 and not c.is_test`,
    [tenant, number, installation, channel],
  );
  return rows[0];
}
