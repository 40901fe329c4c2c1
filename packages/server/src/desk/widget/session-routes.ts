import { sessionBody, type WidgetSession } from '@belay/contract/desk/widget';
import type { Context as HonoContext } from 'hono';
import { Hono } from 'hono';
import { addressGroup } from '../../auth/session/address-group.ts';
import { clientAddress } from '../../auth/session/client-address.ts';
import type { Context } from '../../context.ts';
import type { AppEnv } from '../../http/app-env.ts';
import { check, readJson } from '../../http/parse-body.ts';
import { publicId, uuidOf } from '../../memory/ids.ts';
import type { AgentRow } from '../agents/agent-row.ts';
import { identitySecretName } from '../agents/identity-secret-name.ts';
import { noSuchAgent } from '../agents/no-such-agent.ts';
import { servingAgent } from '../agents/serving-agent.ts';
import { widgetConversations } from '../conversation/views/widget-conversations.ts';
import { openSession } from '../visitors/open-session.ts';
import { type SentIdentity, verifyIdentity } from '../visitors/verify-identity.ts';
import type { VisitorLimits } from '../visitors/visitor-limits.ts';
import { blocked, findToken, sentToken, type TokenRow } from '../visitors/visitor-token.ts';
import { widgetAgent } from './agent-view.ts';

const mostConversations = 30;

/** `/v1/widget/agents/{id}` and `/v1/widget/session`: before a visitor is known. */
export function sessionRoutes(ctx: Context, limits: VisitorLimits): Hono<AppEnv> {
  const routes = new Hono<AppEnv>();

  routes.get('/v1/widget/agents/:id', async (c) => {
    limits.address.spend(addressGroup(clientAddress(ctx, c)));
    const agent = await named(ctx, c.req.param('id'));
    // who talks to a private one already is told by their session
    if (!agent.isPublic) throw noSuchAgent();
    return c.json(widgetAgent(agent, ctx.now()));
  });

  routes.post('/v1/widget/session', async (c) => {
    const address = addressGroup(clientAddress(ctx, c));
    const known = await knownBy(ctx, c, limits);
    limits.address.spend(address);
    if (!known) limits.newcomers.spend(address);
    const sent = await readJson(c);
    const { agent_id, identity, language, page } = check(sessionBody, sent);
    const agent = await named(ctx, agent_id);
    // as it came: the site signed it before we tidied it up
    if (identity)
      verifyIdentity(
        secretOf(ctx, agent),
        (sent as { identity: SentIdentity }).identity,
        ctx.now(),
      );
    const { visitor, token } = await openSession(ctx, {
      ...{ agent, identity, language, page },
      known: known?.tenant === agent.tenant ? known : undefined,
    });
    const session = await sessionView(ctx, agent, visitor);
    return c.json(token === undefined ? session : { token, ...session }, token ? 201 : 200);
  });

  return routes;
}

async function named(ctx: Context, id: string): Promise<AgentRow> {
  const uuid = uuidOf('agt', id);
  if (uuid === undefined) throw noSuchAgent();
  return servingAgent(ctx.pool, uuid);
}

/** A token that is not known any more begins anew; one of a blocked visitor does not. */
async function knownBy(
  ctx: Context,
  c: HonoContext<AppEnv>,
  limits: VisitorLimits,
): Promise<TokenRow | undefined> {
  const hash = sentToken(c);
  if (hash === undefined) return undefined;
  limits.requests.spend(hash.toString('hex'));
  const known = await findToken(ctx.pool, hash);
  if (known?.isBlocked) throw blocked();
  return known;
}

function secretOf(ctx: Context, agent: AgentRow): string | undefined {
  return agent.identitySecret === null
    ? undefined
    : ctx.sealer.open(identitySecretName(agent), agent.identitySecret);
}

async function sessionView(
  ctx: Context,
  agent: AgentRow,
  visitor: string,
): Promise<Omit<WidgetSession, 'token'>> {
  const { tenant } = agent;
  const { rows } = await ctx.pool.query<{
    name: string | null;
    email: string | null;
    verified: boolean;
    conversations: string[];
  }>({
    name: 'widget-session',
    text: `select v.name, v.email, v.external_id is not null as verified,
             array(select c.id::text from conversation c
                   where c.tenant = v.tenant and c.visitor = v.id and c.agent = $3
                   order by c.updated_at desc limit ${mostConversations}) as conversations
           from visitor v where v.tenant = $1 and v.id = $2`,
    values: [tenant, visitor, agent.id],
  });
  const { name = null, email = null, verified = false, conversations = [] } = rows[0] ?? {};
  return {
    visitor: { id: publicId('vis', visitor), name, email, verified },
    agent: widgetAgent(agent, ctx.now()),
    conversations: await widgetConversations(ctx.pool, tenant, conversations),
  };
}
