import { patchMemberBody } from '@belay/contract/people';
import { Hono } from 'hono';
import { z } from 'zod';
import type { Context } from '../../context.ts';
import type { AppEnv } from '../../http/app-env.ts';
import { parseBody } from '../../http/parse-body.ts';
import { authorize } from '../authorize.ts';
import { needPerson } from '../people/need-person.ts';
import { changeMember } from './change-member.ts';
import { listMembers } from './list-members.ts';
import { noSuchMember } from './need-member.ts';
import { removeMember } from './remove-member.ts';

const personId = z.guid();

/** `/v1/members`: who belongs to the organisation, and what they may. */
export function memberRoutes(ctx: Context): Hono<AppEnv> {
  const routes = new Hono<AppEnv>();
  const given = (id: string): string => {
    const person = personId.safeParse(id);
    if (person.success) return person.data.toLowerCase();
    throw noSuchMember();
  };

  routes.get('/v1/members', async (c) => {
    const caller = c.get('caller');
    authorize(caller, 'members.manage');
    return c.json({ items: await listMembers(ctx.pool, caller.tenant) });
  });

  routes.get('/v1/members/:user', async (c) => {
    const caller = c.get('caller');
    const person = given(c.req.param('user'));
    if (person !== caller.userId) authorize(caller, 'members.manage');
    const [member] = await listMembers(ctx.pool, caller.tenant, person);
    if (!member) throw noSuchMember();
    return c.json(member);
  });

  routes.patch('/v1/members/:user', async (c) => {
    const caller = c.get('caller');
    authorize(caller, 'members.manage');
    needPerson(caller);
    const body = await parseBody(c, patchMemberBody);
    const person = given(c.req.param('user'));
    await changeMember(ctx, caller, person, body);
    return c.json((await listMembers(ctx.pool, caller.tenant, person))[0]);
  });

  routes.delete('/v1/members/:user', async (c) => {
    const caller = c.get('caller');
    const person = given(c.req.param('user'));
    if (person !== caller.userId) authorize(caller, 'members.manage');
    needPerson(caller);
    await removeMember(ctx, caller, person);
    return c.body(null, 204);
  });

  return routes;
}
