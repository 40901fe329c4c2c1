import { recordAudit } from '../../auth/audit/record-audit.ts';
import type { Context } from '../../context.ts';
import { inTransaction } from '../../db/in-transaction.ts';
import type { Operator } from '../conversation/desk-actor.ts';

/**
 * There or away, from wherever they said it; so already is no change. Their Homes in Slack show it.
 */
export function setAvailable(ctx: Context, operator: Operator, available: boolean): Promise<void> {
  const { tenant, person, actor, jti, via } = operator;
  return inTransaction(ctx.pool, async (db) => {
    const { rowCount } = available
      ? await db.query('delete from away where tenant = $1 and person = $2', [tenant, person])
      : await db.query(
          `insert into away (tenant, person, since) values ($1, $2, $3) on conflict do nothing`,
          [tenant, person, new Date(ctx.now())],
        );
    if (rowCount === 0) return;
    await db.query(
      `select pg_notify('belay_slack', s.installation::text) from slack_person s
       join slack_home h using (tenant, installation, user_id)
       where s.tenant = $1 and s.person = $2`,
      [tenant, person],
    );
    await recordAudit(db, ctx.now(), {
      ...{ tenant, actor },
      ...(jti === undefined ? {} : { jti }),
      endpoint: available ? 'desk.come_back' : 'desk.go_away',
      capability: 'desk.operate',
      details: { via },
    });
  });
}
