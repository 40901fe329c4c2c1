import type { ApiFault } from '@belay/sandbox/faults/fault';
import { afterEach, expect, test } from 'vitest';
import { type VirtualStage, virtualStage } from './testing/virtual-stage.ts';

let stage: VirtualStage;
afterEach(() => stage.close());

/** Whole with `BELAY_TEN_THOUSAND=1`, for minutes; four hundred in every run. */
const isWhole = process.env.BELAY_TEN_THOUSAND === '1';
const events = isWhole ? 10_000 : 400;
const channels = 40;
const method = 'chat.postMessage';

/** What one request meets, and how many of a hundred do. */
const mishaps: [share: number, fault: Partial<ApiFault> & { kind: ApiFault['kind'] }][] = [
  [3, { kind: 'rate_limit', retryAfterS: 2 }],
  [2, { kind: 'http', status: 503 }],
  [1, { kind: 'error', error: 'internal_error' }],
  [3, { kind: 'late_write', ms: 50 }],
  [2, { kind: 'timeout', ms: 50 }],
  [1, { kind: 'error', error: 'token_expired' }],
];

/** The same numbers in each run. */
function dice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
}

test(`[NTF-3] ${events} events through 429s, 5xx, timeouts after success, expired tokens and lost channels: each stands once, or is parked with its reason`, {
  timeout: isWhole ? 900_000 : 60_000,
}, async () => {
  stage = await virtualStage();
  const random = dice(7);
  const rooms = Array.from({ length: channels }, (_, n) => stage.channel(`c${n}`));
  const [archived = '', shut = '', joinable = ''] = rooms;
  const { faults } = stage.sandbox;
  faults.add({ kind: 'error', method, channel: archived, error: 'is_archived' });
  faults.add({ kind: 'error', method, channel: shut, error: 'not_in_channel' });
  faults.add({
    kind: 'error',
    method: 'conversations.join',
    channel: shut,
    error: 'method_not_supported_for_channel_type',
  });
  faults.add({ kind: 'error', method, channel: joinable, error: 'not_in_channel', times: 1 });
  stage.onRequest((asked) => {
    if (asked.method !== method) return;
    let throwOf = random() * 100;
    for (const [share, fault] of mishaps) {
      throwOf -= share;
      if (throwOf >= 0) continue;
      // each is whole with its method, channel and count
      faults.add({ ...fault, method, channel: asked.channel, times: 1 } as ApiFault);
      return;
    }
  });
  await makeCards(rooms);
  const outbox = await stage.start({
    timing: { channelMs: 1_020, lookMs: [5_000, 30_000], lookAgainMs: 10_000, pauseMs: 1_000 },
  });
  let states: Record<string, number> = await stage.states();
  const counting = setInterval(async () => {
    states = await stage.states();
  }, 250);
  await stage.pass(() => !states.waiting && !states.sending);
  clearInterval(counting);
  await outbox.stop();

  const lost = (events / channels) * 2;
  expect((await stage.states()).posted).toBe(events - lost);
  // one of each may be on trial again: its reason stays until it is posted
  const { rows } = await stage.pool.query<{ channel: string; trouble: string; n: number }>(
    `select channel, trouble, count(*) as n from slack_post where state <> 'posted'
     group by 1, 2 order by 2`,
  );
  expect(rows).toEqual([
    { channel: archived, trouble: 'archived', n: lost / 2 },
    { channel: shut, trouble: 'not_in_channel', n: lost / 2 },
  ]);
  // what stands is what was to be said, each once
  for (const room of rooms.filter((one) => one !== archived && one !== shut)) {
    const texts = stage.texts(room);
    expect(new Set(texts).size).toBe(texts.length);
    expect(texts).toHaveLength(events / channels);
  }
  expect([stage.texts(archived), stage.texts(shut)]).toEqual([[], []]);
  // and nothing was lost on the way: every mishap was met
  expect(stage.asked.length).toBeGreaterThan(events);
});

/** An event's card each, in its own conversation, spread over the channels. */
async function makeCards(rooms: string[]): Promise<void> {
  await stage.pool.query(
    `with cards as (
       insert into slack_card (tenant, id, agent, conversation, installation, channel)
       select $1, gen_random_uuid(), $2, gen_random_uuid(), $3,
         ($4::text[])[1 + n % array_length($4::text[], 1)]
       from generate_series(1, $5) n returning *)
     insert into slack_post (tenant, id, installation, channel, agent, card, kind, announcement,
       event, data)
     select tenant, gen_random_uuid(), installation, channel, agent, id, 'card',
       gen_random_uuid(), 'escalation', jsonb_build_object('text', id)
     from cards`,
    [stage.tenant, stage.agent, stage.installation, rooms, events],
  );
}
