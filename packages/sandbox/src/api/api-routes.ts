import { setTimeout as sleep } from 'node:timers/promises';
import type { HttpBindings } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import { type Context, Hono } from 'hono';
import { methods as oracle } from '../oracle/oracle.ts';
import { answerCall } from './answer-call.ts';
import type { Desk, Json } from './call.ts';
import type { CallLog, SeenCall } from './call-log.ts';
import { readArguments } from './read-arguments.ts';

type Env = { Bindings: HttpBindings };

/** `/api/<method>`: the Web API over HTTP, with the faults that live below JSON. */
export function apiRoutes(desk: Desk, options: { calls: CallLog; latencyMs: number }): Hono<Env> {
  const routes = new Hono<Env>();
  routes.on(['GET', 'POST'], '/api/:method', async (c) => {
    const method = c.req.param('method');
    const { raw, failure, warning } = await readArguments(
      c.req.raw,
      oracle[method]?.json_input === true,
    );
    const channel = typeof raw.channel === 'string' ? raw.channel : undefined;
    const met = { method, ...(channel === undefined ? {} : { channel }) };
    const started = performance.now();
    const authorization = c.req.header('authorization');
    const told = (answer: SeenCall['answer']) => {
      const ms = performance.now() - started;
      options.calls.tell({ method, args: raw, authorization, answer, ms });
    };
    if (options.latencyMs > 0) await sleep(options.latencyMs);
    const slow = desk.faults.take('slow', met);
    if (slow) await desk.clock.sleep(slow.ms);
    const broken = desk.faults.take('http', met);
    if (broken) {
      options.calls.count(method, false);
      told({ status: broken.status, body: {} });
      return c.html('<html><body>Something went wrong.</body></html>', statusOf(broken.status));
    }
    const timeout = desk.faults.take('timeout', met);
    if (timeout) return hangUp(c, desk, timeout.ms).finally(() => told(undefined));
    const late = desk.faults.take('late_write', met);
    const answer = failure
      ? { body: { ok: false, error: failure }, status: 200, headers: {} }
      : answerCall(desk, method, raw, authorization);
    options.calls.count(method, answer.status === 429);
    if (late) return hangUp(c, desk, late.ms).finally(() => told(undefined));
    told({ status: answer.status, body: answer.body });
    return c.json(withWarning(answer.body, warning), statusOf(answer.status), {
      ...answer.headers,
      date: new Date(desk.clock.now()).toUTCString(),
    });
  });
  return routes;
}

/** Lets the caller wait, then breaks the connection: what happened stays unknown to it. */
async function hangUp(c: Context<Env>, desk: Desk, ms: number): Promise<Response> {
  const gone = new AbortController();
  c.env.outgoing.once('close', () => gone.abort());
  await desk.clock.sleep(ms, gone.signal).catch(() => undefined);
  c.env.outgoing.destroy();
  return RESPONSE_ALREADY_SENT;
}

function withWarning(body: Json, warning: string | undefined): Json {
  if (warning === undefined) return body;
  const metadata = typeof body.response_metadata === 'object' ? body.response_metadata : {};
  return { ...body, warning, response_metadata: { ...metadata, warnings: [warning] } };
}

/** Hono wants a status of its own type; these are numbers from 200 to 599 that we chose. */
function statusOf(status: number): 200 {
  return status as 200;
}
