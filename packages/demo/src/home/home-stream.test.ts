import { expect, onTestFinished, test } from 'vitest';
import { Follower } from '../follow/follower.ts';
import type { MemoryReader } from '../follow/memory-reader.ts';
import { type Frame, sseFrames } from '../follow/sse-frames.ts';
import { links, liveWatch } from '../testing/home-parts.ts';
import { homeRoutes } from './home-routes.ts';
import { HomeSource } from './home-source.ts';

const now = Date.parse('2026-03-18T10:00:00Z');

/** A memory whose stream tells what is pushed, the page over it, and frames of its stream. */
function live() {
  const closing = new AbortController();
  const source = new HomeSource(() => now);
  let push: (frame: Frame) => void = () => {};
  const frames = new ReadableStream<Frame>({
    start: (controller) => {
      push = (frame) => controller.enqueue(frame);
    },
  });
  const double: Pick<MemoryReader, 'event' | 'lifecycle'> = {
    event: async (id) => ({
      event_id: id,
      modality: 'conversation',
      observed_actor: 'user:mara@tarn-thistle.example',
      content: { kind: 'message', role: 'user', text: `said ${id}` },
      observed_at: '2026-03-18T09:58:00.000Z',
      recorded_at: '2026-03-18T09:59:57.000Z',
      labels: ['channel:support', 'channel_id:C1', `ts:${id}`],
    }),
    lifecycle: async function* () {
      yield* frames;
    },
  };
  // a follower uses these two and nothing else of a reader
  const reader = double as MemoryReader;
  const follower = new Follower(reader, () => now);
  source.connect({ follower, reader, watch: liveWatch, links });
  void follower.run(closing.signal, async () => {});
  const app = homeRoutes(source, closing.signal);
  onTestFinished(() => closing.abort());

  const heard = (id: string) =>
    new Promise<void>((resolve) => {
      follower.listen((news) => {
        if ('arrived' in news && news.arrived.eventId === id) resolve();
      });
    });
  return {
    async indexed(id: string) {
      const done = heard(id);
      push({ id: '', event: 'indexed', data: JSON.stringify({ event_id: id }) });
      await done;
    },
    forgotten: (id: string) =>
      push({ id: '', event: 'forgotten', data: JSON.stringify({ event_id: id }) }),
    async open(path: string, last?: string) {
      const answer = await app.request(path, last ? { headers: { 'last-event-id': last } } : {});
      if (!answer.body) throw new Error('the stream has no body');
      return sseFrames(answer.body);
    },
  };
}

/** The next frame that tells of experiences. */
async function next(frames: AsyncGenerator<Frame>): Promise<Frame> {
  for (let one = await frames.next(); !one.done; one = await frames.next())
    if (['arrived', 'reset', 'forgotten'].includes(one.value.event)) return one.value;
  throw new Error('the stream ended');
}

test('[MEM-9] a browser that comes back is told what it missed, once, then what is new', async () => {
  const { indexed, open } = live();
  for (const id of ['evt_1', 'evt_2', 'evt_3']) await indexed(id);
  const frames = await open('/home/stream?after=evt_0', 'evt_1');
  expect(await next(frames)).toMatchObject({ id: 'evt_2', event: 'arrived' });
  expect(await next(frames)).toMatchObject({ id: 'evt_3', event: 'arrived' });
  await indexed('evt_4');
  const last = await next(frames);
  expect(last).toMatchObject({ id: 'evt_4', event: 'arrived' });
  expect(last.data).toContain('said evt_4');
});

test('[MEM-9] one that was away too long gets the list anew, and forgotten ones leave it', async () => {
  const { indexed, forgotten, open } = live();
  await indexed('evt_1');
  await indexed('evt_2');
  const frames = await open('/home/stream', 'evt_long_ago');
  const anew = await next(frames);
  expect(anew).toMatchObject({ id: 'evt_2', event: 'reset' });
  expect(anew.data.indexOf('said evt_2')).toBeLessThan(anew.data.indexOf('said evt_1'));
  forgotten('evt_1');
  expect(await next(frames)).toMatchObject({ event: 'forgotten', data: 'evt_1' });
});
