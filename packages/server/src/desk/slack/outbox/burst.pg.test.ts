import { afterEach, expect, test } from 'vitest';
import { type VirtualStage, virtualStage } from './testing/virtual-stage.ts';

let stage: VirtualStage;
afterEach(() => stage.close());

const product = { channelMs: 1_020 };
/** Minutes of Slack, on a busy machine. */
const patience = { timeout: 180_000 };

/** So many cards in each channel, written before anybody sends. */
async function burst(channels: string[], each: number): Promise<void> {
  await stage.pool.query(
    `insert into slack_post (tenant, id, installation, channel, kind, data)
     select $1, gen_random_uuid(), $2, channel, 'line', jsonb_build_object('text', n)
     from generate_series(1, $4) n, unnest($3::text[]) channel order by n, channel`,
    [stage.tenant, stage.installation, channels, each],
  );
}

const sent = (channel?: string) =>
  stage.asked.filter((one) => channel === undefined || one.channel === channel);

test(
  '[NTF-4] 300 cards over 10 channels: in order, a second apart, at the workspace’s pace, never refused',
  patience,
  async () => {
    stage = await virtualStage({ sandbox: { limits: 'tiers' }, rate: 'documented' });
    const channels = Array.from({ length: 10 }, (_, n) => stage.channel(`c${n}`));
    await burst(channels, 36);
    const outbox = await stage.start({ timing: product });
    const came = () => stage.sandbox.calls.of('chat.postMessage');
    // asked for, and arrived: who stops is done with waiting soon
    await stage.pass(() => sent().length >= 360 && came().calls >= 360);
    await outbox.stop();
    expect(came()).toEqual({ calls: 360, refused: 0 });
    const expected = Array.from({ length: 36 }, (_, n) => `${n + 1} v1`);
    for (const channel of channels) {
      const own = sent(channel);
      expect(own.map(({ text }) => text)).toEqual(expected);
      const gaps = own.slice(1).map(({ at }, i) => at - (own[i]?.at ?? 0));
      expect(Math.min(...gaps)).toBeGreaterThanOrEqual(1_000);
    }
    // 300 a minute: the rest waits for the second one
    const took = (sent().at(-1)?.at ?? 0) - (sent()[0]?.at ?? 0);
    expect(took).toBeLessThanOrEqual(1.05 * (360 / 300) * 60_000);
  },
);

test('[NTF-4] one channel alone goes at a message a second', patience, async () => {
  stage = await virtualStage({ sandbox: { limits: 'tiers' }, rate: 'documented' });
  const channel = stage.channel('alone');
  await burst([channel], 40);
  const outbox = await stage.start({ timing: product });
  await stage.pass(() => sent().length >= 40);
  await outbox.stop();
  const took = (sent().at(-1)?.at ?? 0) - (sent()[0]?.at ?? 0);
  expect(took).toBeLessThanOrEqual(1.05 * 40_000);
  expect(stage.sandbox.calls.of('chat.postMessage').refused).toBe(0);
});

test(
  '[NTF-4] a quiet channel doesn’t feel the burst beside it, and history yields to cards',
  patience,
  async () => {
    stage = await virtualStage({ sandbox: { limits: 'tiers' }, rate: 'documented' });
    const channels = Array.from({ length: 10 }, (_, n) => stage.channel(`c${n}`));
    const quiet = stage.channel('quiet');
    await burst(channels, 40);
    await stage.pool.query('update slack_post set rank = 1 where channel = $1', [channels[0]]);
    // written long after all of them
    const outbox = await stage.start({ timing: product });
    /** so many of the burst went before it, though it was written after all of them */
    const overtakenBy: number[] = [];
    for (const after of [20, 120, 295]) {
      await stage.pass(() => sent().length >= after);
      const before = sent(quiet).length;
      const gone = sent().length;
      await stage.say(quiet, 'quiet');
      // by its own bell, whatever the virtual time does meanwhile
      await stage.pass(() => sent(quiet).length > before);
      overtakenBy.push(sent().findLastIndex(({ channel }) => channel === quiet) - gone);
    }
    await stage.pass(() => sent().length >= 403);
    await outbox.stop();
    // what was on its way already, one of each channel at most
    expect(Math.max(...overtakenBy)).toBeLessThanOrEqual(channels.length);
    const [history = ''] = channels;
    const lastCard = sent().findLastIndex(
      ({ channel }) => channel !== history && channel !== quiet,
    );
    const historyBefore = sent()
      .slice(0, lastCard)
      .filter(({ channel }) => channel === history);
    expect(historyBefore.length).toBeLessThanOrEqual(2);
  },
);
