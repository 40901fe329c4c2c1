import { expect, test } from 'vitest';
import { Follower } from '../follow/follower.ts';
import type { MemoryReader } from '../follow/memory-reader.ts';
import { links, liveWatch } from '../testing/home-parts.ts';
import { homeRoutes } from './home-routes.ts';
import { HomeSource } from './home-source.ts';

const now = Date.parse('2026-03-18T10:00:00Z');
const hostile = `<script>alert(1)</script><img src=x onerror="alert(2)">"'&`;

function event(id: string, text: string, more: Record<string, unknown> = {}) {
  return {
    event_id: id,
    scope: 'org:u_1/source:slack/channel:support',
    modality: 'conversation',
    observed_actor: `user:${hostile}`,
    content: { kind: 'message', role: 'user', text },
    observed_at: '2026-03-18T09:58:00.000Z',
    recorded_at: '2026-03-18T09:59:57.000Z',
    labels: [`channel:${hostile}`, 'channel_id:C1', 'ts:1773827880.000100'],
    ...more,
  };
}

/** A memory of the events given, whose stream ends once they are told. */
function doubleReader(events: Record<string, unknown>[]): MemoryReader {
  const double: Pick<MemoryReader, 'event' | 'lifecycle' | 'recall'> = {
    event: async (id) => events.find((one) => one.event_id === id),
    async *lifecycle() {
      for (const [index, { event_id }] of events.entries())
        yield { id: String(index + 1), event: 'indexed', data: JSON.stringify({ event_id }) };
    },
    recall: async () => ({
      layers: { events },
      provenance: { citations: { '[1]': { layer: 'events', id: events[0]?.event_id } } },
    }),
  };
  // the page uses these three and nothing else of a reader
  return double as MemoryReader;
}

async function pageOver(events: Record<string, unknown>[]) {
  const source = new HomeSource(() => now);
  const reader = doubleReader(events);
  const follower = new Follower(reader, () => now);
  const told = new AbortController();
  await follower.run(told.signal, async () => told.abort());
  source.connect({ follower, reader, watch: liveWatch, links });
  return homeRoutes(source, new AbortController().signal);
}

test('[SEC-2] what people wrote stays text: on the page, in answers, in the question', async () => {
  const app = await pageOver([event('evt_1', hostile)]);
  const query = encodeURIComponent(hostile);
  for (const path of ['/', `/?q=${query}`, `/home/ask?q=${query}`]) {
    const answer = await app.request(path);
    const page = await answer.text();
    expect(page).not.toMatch(/<script>|<img src=x|onerror="/);
    expect(page).toContain('&lt;script&gt;alert(1)');
    expect(answer.headers.get('content-security-policy')).toMatch(/default-src 'none'/);
  }
});

test('the state comes first, in a sentence with its numbers', async () => {
  const reply = { labels: ['channel:support', 'ts:2.0', 'thread_ts:1.0'] };
  const app = await pageOver([
    event('evt_1', 'one', { labels: ['channel:support', 'ts:1.0'] }),
    event('evt_2', 'two', reply),
    event('evt_3', 'two, edited', { labels: [...reply.labels, 'supersedes:evt_2'] }),
  ]);
  const page = await (await app.request('/')).text();
  expect(page).toContain(
    '<h1>2 messages from 1 channel of Tarn &amp; Thistle are memory; the newest arrived 3 s ago.</h1>',
  );
});

test('an answer cites its source with marker, person, place and permalink', async () => {
  const app = await pageOver([
    event('evt_1', 'Ropes: 10 years.', {
      observed_actor: 'user:sunniva@tarn-thistle.example',
      labels: [
        'channel:support',
        'channel_id:C1',
        'ts:1773827880.000100',
        'thread_ts:1773827000.000100',
      ],
    }),
  ]);
  const markup = await (await app.request('/home/ask?q=rope')).text();
  expect(markup).toContain('[1]');
  expect(markup).toContain('Sunniva Brekke');
  expect(markup).toContain('#support');
  expect(markup).toContain(
    'href="http://127.0.0.1:3142/archives/C1/p1773827880000100?thread_ts=1773827000.000100"',
  );
});
