import type { SlackSettings } from '@belay/contract/desk/slack-settings';
import type pg from 'pg';
import type { Context } from '../../context.ts';
import type { Standing } from '../conversation/state/standing.ts';
import { bindingOf } from '../slack/integration/read-binding.ts';

/** What may be done about a conversation that waits. */
export interface Way {
  settings: SlackSettings;
  /** uuid; null: Slack is not connected, or refuses us */
  installation: string | null;
  /** letters go out */
  hasMail: boolean;
  /** channels in which nothing of this conversation appears now: by trouble, or muted */
  shut: ReadonlyMap<string, 'trouble' | 'muted'>;
}

/** Undefined: the agent tells nobody of escalations, so that nobody is reminded. */
export async function readWay(
  ctx: Context,
  db: pg.PoolClient,
  { tenant, agent, id }: Pick<Standing, 'tenant' | 'agent' | 'id'>,
): Promise<Way | undefined> {
  const binding = await bindingOf(db, tenant, agent);
  if (!binding?.settings.events.escalation.enabled) return undefined;
  const { rows } = await db.query<{ is_active: boolean; shut: [string, 'trouble' | 'muted'][] }>(
    `select exists (
       select from slack_installation i
       where i.tenant = $1 and i.id = $2 and i.state = 'active') as is_active,
       coalesce((select jsonb_agg(jsonb_build_array(s.channel, s.why)) from (
         select channel, 'trouble' as why from slack_channel
         where tenant = $1 and installation = $2 and trouble is not null
         union all
         select channel, 'muted' from slack_card
         where tenant = $1 and installation = $2 and conversation = $3 and is_muted) s),
         '[]') as shut`,
    [tenant, binding.installation, id],
  );
  const [row] = rows;
  return {
    settings: binding.settings,
    installation: row?.is_active ? binding.installation : null,
    hasMail: ctx.smtpOf(tenant) !== undefined,
    shut: new Map(row?.shut),
  };
}
