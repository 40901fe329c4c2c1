import { BelayError } from '@belay/contract/error';
import { tenantBody } from '@belay/contract/people';
import { Hono } from 'hono';
import type { Context } from '../../context.ts';
import { inTransaction } from '../../db/in-transaction.ts';
import type { AppEnv } from '../../http/app-env.ts';
import { parseBody } from '../../http/parse-body.ts';
import { recordAudit } from '../audit/record-audit.ts';
import { authorize } from '../authorize.ts';
import { lockMembers } from '../members/lock-members.ts';
import { checkOrigin } from '../session/check-origin.ts';
import { createOrganisation } from './create-organisation.ts';
import { membershipsOf } from './memberships-of.ts';
import { needPerson } from './need-person.ts';

/** More than anybody needs; few enough that nobody fills the server with them. */
const mostOwned = 50;

/** `POST /v1/tenants`: another organisation, for those who own one already. */
export function tenantRoutes(ctx: Context): Hono<AppEnv> {
  return new Hono<AppEnv>().post('/v1/tenants', async (c) => {
    const { id: session, person } = await ctx.sessions.signedIn(c);
    checkOrigin(c, ctx.config.publicUrl, 'refuse');
    const { name } = await parseBody(c, tenantBody);
    const tenant = await inTransaction(ctx.pool, async (client) => {
      await client.query('select from person where id = $1 for update', [person.id]);
      const { rows } = await client.query<{ owned: number }>(
        `select count(*)::int as owned from member where person = $1 and role = 'owner'`,
        [person.id],
      );
      const owned = rows[0]?.owned ?? 0;
      if (!person.isOperator && owned === 0)
        throw new BelayError(
          'POLICY_DENIED',
          'Only somebody who owns an organisation here can make another one. Ask an owner.',
          { decided_by_tier: 'actor', reason: 'owns no organisation' },
        );
      if (owned >= mostOwned)
        throw new BelayError('CONFLICT', `You own ${owned} organisations, and more are not made.`);
      const made = await createOrganisation(client, { name });
      await client.query(`insert into member (tenant, person, role) values ($1, $2, 'owner')`, [
        made.tenant,
        person.id,
      ]);
      await recordAudit(client, ctx.now(), {
        tenant: made.tenant,
        actor: `user:${person.email}`,
        jti: `session:${session}`,
        endpoint: 'tenants.create',
        details: { name },
      });
      return made.tenant;
    });
    const memberships = await membershipsOf(ctx.pool, person.id);
    return c.json(
      memberships.find(({ id }) => id === tenant),
      201,
    );
  });
}

/** `PATCH /v1/tenants/{id}`: its name. The scope that everything lies below stays as it was made. */
export function organisationRoutes(ctx: Context): Hono<AppEnv> {
  return new Hono<AppEnv>().patch('/v1/tenants/:id', async (c) => {
    const caller = c.get('caller');
    authorize(caller, 'tenant.manage');
    const person = needPerson(caller);
    const { name } = await parseBody(c, tenantBody);
    // of other tenants nobody learns here whether they exist
    if (c.req.param('id').toLowerCase() !== caller.tenant)
      throw new BelayError('NOT_FOUND', 'There is no such organisation.');
    await inTransaction(ctx.pool, async (client) => {
      await lockMembers(client, caller, 'tenant.manage');
      await client.query('update organisation set name = $2 where tenant = $1', [
        caller.tenant,
        name,
      ]);
      await recordAudit(client, ctx.now(), {
        ...{ tenant: caller.tenant, actor: caller.actor, jti: caller.jti },
        endpoint: 'tenants.rename',
        capability: 'tenant.manage',
        details: { name },
      });
    });
    const memberships = await membershipsOf(ctx.pool, person);
    return c.json(memberships.find(({ id }) => id === caller.tenant));
  });
}
