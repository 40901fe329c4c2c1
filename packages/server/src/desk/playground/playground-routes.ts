import { type PlaygroundEvent, playgroundBody } from '@belay/contract/desk/model';
import { Hono } from 'hono';
import { authorize } from '../../auth/authorize.ts';
import type { Context } from '../../context.ts';
import type { AppEnv } from '../../http/app-env.ts';
import { parseBody } from '../../http/parse-body.ts';
import { openEventStream, streaming } from '../../live/event-stream.ts';
import { agentUuid } from '../agents/agent-id.ts';
import { findAgent } from '../agents/find-agent.ts';
import { askPlayground } from './ask-playground.ts';

/** `POST /v1/agents/{id}/playground`: a question to an agent, answered as a stream (DSK-1). */
export function playgroundRoutes(ctx: Context): Hono<AppEnv> {
  const routes = new Hono<AppEnv>();

  routes.post('/v1/agents/:id/playground', async (c) => {
    const { tenant } = authorized(c.get('caller'));
    const agent = agentUuid(c.req.param('id'));
    await findAgent(ctx.pool, { tenant, agent });
    const { messages } = await parseBody(c, playgroundBody);
    const stream = openEventStream(c);
    const gone = new AbortController();
    stream.onEnd(() => gone.abort());
    const tell = (event: PlaygroundEvent) => stream.write(`data: ${JSON.stringify(event)}\n\n`);
    stream.write(': asked\n\n');
    const signal = AbortSignal.any([gone.signal, ctx.stopping]);
    askPlayground(ctx, { tenant, agent }, messages, { tell, signal })
      .catch((error: unknown) => {
        if (signal.aborted) return;
        ctx.log.warn({ err: error }, 'the playground has trouble');
        tell({
          kind: 'failed',
          message: 'The answer failed on our side. The server’s log says why.',
        });
      })
      .finally(() => stream.end());
    return streaming;
  });

  return routes;
}

function authorized(caller: Parameters<typeof authorize>[0]) {
  authorize(caller, 'desk.manage');
  return caller;
}
