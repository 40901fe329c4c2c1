import { randomUUID } from 'node:crypto';
import type { Figure } from './figure.ts';
import { openStage, type Stage } from './stage.ts';

const asked = 60;

/** p95 of recall against the bare full-text query on the same rows. `--rows n` for a quick run. */
export async function benchRecall(args: string[]): Promise<Figure[]> {
  const given = args.includes('--rows') ? Number(args[args.indexOf('--rows') + 1]) : undefined;
  const sizes = given ? [given] : [100_000, 1_000_000];
  const stage = await openStage();
  const figures: Figure[] = [];
  try {
    let have = 0;
    for (const size of sizes) {
      await seed(stage, have, size);
      have = size;
      figures.push(await measure(stage, size));
    }
  } finally {
    await stage.close();
  }
  return figures;
}

async function measure(stage: Stage, size: number): Promise<Figure> {
  const own: number[] = [];
  const bare: number[] = [];
  for (let index = -10; index < asked; index++) {
    const query = question(index + 10);
    const fullText = await timed(() => bareQuery(stage, query));
    const recalled = await timed(() => recall(stage, query));
    if (index < 0) continue;
    bare.push(fullText);
    own.push(recalled);
  }
  const [value, baseline] = [p95(own), p95(bare)];
  const ratio = value / baseline;
  return {
    name: `recall p95 over ${size} events against the bare full-text query`,
    value,
    unit: 'ms',
    baseline,
    ratio,
    goal: '≤ 2',
    holds: ratio <= 2,
  };
}

/** Words as uneven as in real text: a few are everywhere, most are rare. */
const vocabulary = Array.from({ length: 5_000 }, (_, index) => `w${index.toString(36)}x`);
const pick = (seedling: number) =>
  vocabulary[Math.floor(vocabulary.length * ((seedling * 0.618_034) % 1) ** 3)] as string;
const question = (index: number) =>
  [pick(index * 7 + 1), pick(index * 13 + 2), pick(index * 31 + 3)].join(' ');

/** Straight into both tables: the bench is of reading. */
async function seed(stage: Stage, from: number, to: number): Promise<void> {
  const { rows } = await stage.pool.query<{ id: string }>('select id from tenant limit 1');
  const tenant = rows[0]?.id;
  const step = 20_000;
  for (let at = from; at < to; at += step) {
    const texts = Array.from({ length: Math.min(step, to - at) }, (_, i) =>
      Array.from({ length: 14 }, (_, word) => pick((at + i) * 17 + word * 29)).join(' '),
    );
    await stage.pool.query(
      `with input as (
         select gen_random_uuid() as id, text, n,
                $2 || '/source:slack/channel:c' || (n % 50) as scope,
                timestamptz '2024-01-01' + n * interval '1 minute' as at
         from unnest($3::text[]) with ordinality as t (text, ordinal), lateral (select ordinal + $4 as n)
       ), written as (
         insert into event (tenant, id, scope, modality, caller, observed_actor, subject, observed_at,
                            recorded_at, labels, envelope, idempotency_key, digest)
         select $1, id, scope, 'conversation', 'user:x', 'user:x', 'user:x', at, at, '{}',
                json_build_object('content', json_build_object('kind', 'text', 'text', text))::text,
                'k' || n, ''
         from input
       )
       insert into event_text (tenant, event_id, scope, modality, observed_actor, observed_at, recorded_at, labels, words)
       select $1, id, scope, 'conversation', 'user:x', at, at, '{}', to_tsvector('english', text) from input`,
      [tenant, stage.identity.scope, texts, at],
    );
  }
  await stage.pool.query('vacuum analyze event_text');
  await stage.pool.query('vacuum analyze event');
}

async function bareQuery(stage: Stage, query: string): Promise<void> {
  await stage.pool.query(
    `select event_id, ts_rank(words, q) as rank
     from event_text, cast(replace(plainto_tsquery('english', $1)::text, ' & ', ' | ') as tsquery) q
     where words @@ q order by rank desc limit 40`,
    [query],
  );
}

async function recall(stage: Stage, query: string): Promise<void> {
  const answer = await fetch(`${stage.url}/v1/recall`, {
    method: 'POST',
    headers: stage.headers,
    body: JSON.stringify({
      scope: stage.identity.scope,
      view: 'descend',
      query,
      idempotency_key: randomUUID(),
    }),
  });
  const pack = (await answer.json()) as { layers?: { events: unknown[] } };
  if (answer.status !== 200 || !pack.layers?.events.length)
    throw new Error(`recall answered ${answer.status}`);
}

async function timed(work: () => Promise<void>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

function p95(values: number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length * 0.95)] as number;
}
