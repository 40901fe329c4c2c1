import type { AgentSettings } from '@belay/contract/desk/agent';
import type pg from 'pg';
import { uuidOf } from '../memory/ids.ts';

/** What a page needs to know of an agent before its widget is asked for. */
export type AgentLook = Pick<AgentSettings, 'look' | 'languages' | 'allowed_origins'> & {
  name: string;
  /** when the lead form comes */
  form: AgentSettings['lead_form']['when'];
};

const statement = `
select name, settings->'look' as look, settings->'languages' as languages,
  settings->'allowed_origins' as allowed_origins, settings->'lead_form'->>'when' as form
from agent where id = $1`;

/** The look of the agent with this public id, whoever's it is; undefined: there is none. */
export async function readLook(db: pg.Pool, publicId: string): Promise<AgentLook | undefined> {
  const id = uuidOf('agt', publicId);
  if (id === undefined) return undefined;
  const { rows } = await db.query<AgentLook>({
    name: 'widget-look',
    text: statement,
    values: [id],
  });
  return rows[0];
}
