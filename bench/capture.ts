import { fork } from 'node:child_process';
import { createHash, randomUUID } from 'node:crypto';
import { Agent, request } from 'node:http';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { from as copyFrom } from 'pg-copy-streams';
import type { Figure } from './figure.ts';
import { openStage, type Stage } from './stage.ts';

const rows = 40_000;
const rounds = 3;
const bulkSize = 1_000;
const singles = 15_000;
const connections = 32;

/** Bulk against COPY, singles against a handler with one commit each; all durable, in the same run. */
export async function benchCapture(): Promise<Figure[]> {
  const stage = await openStage();
  try {
    await bulk(stage, 5_000);
    await copy(stage, 5_000);
    const copied: number[] = [];
    const bulked: number[] = [];
    for (let round = 0; round < rounds; round++) {
      copied.push(await copy(stage, rows));
      bulked.push(await bulk(stage, rows));
      await indexed(stage);
    }
    const bare: number[] = [];
    const own: number[] = [];
    for (let round = 0; round < rounds; round++) {
      bare.push(await bareSingles(stage));
      own.push(await ownSingles(stage));
    }
    const [copyRate, bulkRate] = [median(copied), median(bulked)];
    return [
      figure('bulk capture through HTTP against COPY', bulkRate, copyRate, 'rows/s', 0.6),
      figure(
        `single writes at ${connections} connections against one INSERT and commit each`,
        median(own),
        median(bare),
        'writes/s',
        1.5,
      ),
    ];
  } finally {
    await stage.close();
  }
}

function figure(
  name: string,
  value: number,
  baseline: number,
  unit: string,
  least: number,
): Figure {
  const ratio = value / baseline;
  return { name, value, unit, baseline, ratio, goal: `≥ ${least}`, holds: ratio >= least };
}

function message(stage: Stage, index: number) {
  const ts = `${1_700_000_000 + index}.000100`;
  return {
    scope: `${stage.identity.scope}/source:slack/channel:c${index % 20}`,
    modality: 'conversation',
    observed_actor: `user:person${index % 40}@ropeworks.example`,
    content: {
      kind: 'message',
      role: 'user',
      text: `Message ${index}: the load test of batch ${index % 97} held ${index % 23} kN, the splice is fine and we ship on day ${index % 31}.`,
    },
    context: {
      observed_at: new Date((1_700_000_000 + index) * 1000).toISOString(),
      labels: [`channel:c${index % 20}`, 'workspace:ropeworks', `ts:${ts}`],
      intent: 'discussion',
    },
    idempotency_key: `slack:T01:${randomUUID().slice(0, 8)}:${ts}`,
  };
}

/** rows/s, from the first request to the last answer, four requests under way. */
async function bulk(stage: Stage, count: number): Promise<number> {
  const bodies = Array.from({ length: count / bulkSize }, (_, batch) =>
    JSON.stringify({
      items: Array.from({ length: bulkSize }, (_, i) => message(stage, batch * bulkSize + i)),
    }),
  );
  const started = performance.now();
  const worker = async () => {
    for (let body = bodies.pop(); body !== undefined; body = bodies.pop()) {
      const answer = await fetch(`${stage.url}/v1/experience/bulk`, {
        method: 'POST',
        headers: stage.headers,
        body,
      });
      const { accepted } = (await answer.json()) as { accepted: number };
      if (accepted !== bulkSize) throw new Error(`${accepted} of ${bulkSize} accepted`);
    }
  };
  await Promise.all([worker(), worker(), worker(), worker()]);
  return count / ((performance.now() - started) / 1000);
}

/** rows/s of one COPY of such rows into the same table with the same indexes. */
async function copy(stage: Stage, count: number): Promise<number> {
  const tenant = randomUUID();
  const lines = Array.from({ length: count }, (_, index) => {
    const item = message(stage, index);
    const envelope = JSON.stringify(item);
    const digest = createHash('sha256').update(envelope).digest('hex');
    const labels = `{${item.context.labels.map((label) => `"${label}"`).join(',')}}`;
    const at = item.context.observed_at;
    const columns = [
      tenant,
      randomUUID(),
      item.scope,
      item.modality,
      'user:copy',
      item.observed_actor,
    ];
    return `${[...columns, item.observed_actor, at, at, labels, envelope, item.idempotency_key, `\\\\x${digest}`].join('\t')}\n`;
  });
  const client = await stage.pool.connect();
  try {
    const started = performance.now();
    await pipeline(
      Readable.from(chunked(lines, 500)),
      client.query(
        copyFrom(`copy event (tenant, id, scope, modality, caller, observed_actor, subject, observed_at,
                  recorded_at, labels, envelope, idempotency_key, digest) from stdin`),
      ),
    );
    return count / ((performance.now() - started) / 1000);
  } finally {
    client.release();
  }
}

function* chunked(lines: string[], size: number): Generator<string> {
  for (let at = 0; at < lines.length; at += size) yield lines.slice(at, at + size).join('');
}

/** Waits until the indexer has caught up, so that the next round starts alike. */
async function indexed(stage: Stage): Promise<void> {
  for (;;) {
    const { rows: found } = await stage.pool.query(
      `select 1 from lifecycle l, index_position p where (l.xid, l.seq) > (p.xid, p.seq) limit 1`,
    );
    if (found.length === 0) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

function ownSingles(stage: Stage): Promise<number> {
  return singlesPerSecond(stage.url, '/v1/experience', stage.headers, (index) =>
    message(stage, index),
  );
}

/** The minimal handler: Hono, one INSERT and one commit per request, nothing else. */
async function bareSingles(stage: Stage): Promise<number> {
  const child = fork(join(import.meta.dirname, 'bare-handler.ts'), [], {
    env: { ...process.env, DATABASE_URL: stage.database.connectionString },
  });
  try {
    const url = await new Promise<string>((resolve) =>
      child.once('message', (ready) => resolve(String(ready))),
    );
    return await singlesPerSecond(url, '/', stage.headers, (index) => message(stage, index));
  } finally {
    child.kill();
  }
}

async function singlesPerSecond(
  url: string,
  path: string,
  headers: Record<string, string>,
  item: (index: number) => unknown,
): Promise<number> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const run = async (count: number) => {
    const bodies = Array.from({ length: count }, (_, index) => JSON.stringify(item(index)));
    const started = performance.now();
    await Promise.all(
      Array.from({ length: connections }, async () => {
        for (let body = bodies.pop(); body !== undefined; body = bodies.pop())
          await post(agent, url + path, headers, body);
      }),
    );
    return count / ((performance.now() - started) / 1000);
  };
  await run(3_000);
  const rate = await run(singles);
  agent.destroy();
  return rate;
}

function post(
  agent: Agent,
  url: string,
  headers: Record<string, string>,
  body: string,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const call = request(
      url,
      { method: 'POST', agent, headers: { ...headers, 'content-length': Buffer.byteLength(body) } },
      (answer) => {
        answer.resume();
        answer.once('end', () =>
          answer.statusCode === 202
            ? resolve()
            : reject(new Error(`answered ${answer.statusCode}`)),
        );
      },
    );
    call.once('error', reject);
    call.end(body);
  });
}

function median(values: number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] as number;
}
