import { openSandbox } from '@belay/sandbox/open-sandbox';
import type { Sandbox } from '@belay/sandbox/start-sandbox';
import { expect, test } from 'vitest';
import type { MailSink } from '../mail/mail-sink.ts';
import { deskChannels, setSlackStage } from '../slack/slack-stage.ts';
import { tourRoutes } from './tour-routes.ts';
import { TourSource } from './tour-source.ts';

const hostile = `<script>alert(1)</script><img src=x onerror="alert(2)">"'&`;
const tenant = '00000000-0000-4000-8000-000000000001';

/** The tour over a sandbox without a server: nobody is connected yet. */
function tour({ asks = ['Which roles can delete an inspection?'] } = {}) {
  const open = openSandbox();
  open.settle('http://127.0.0.1:3142');
  // the tour reads and breaks it, and never closes it
  const sandbox: Sandbox = Object.assign(open, { close: async () => undefined });
  setSlackStage(sandbox, { folder: '/nowhere', fresh: true, at: 0 });
  const source = new TourSource(() => Date.parse('2026-03-18T10:00:00Z'));
  const letters = [
    { from: hostile, subject: hostile, text: hostile, to: [hostile], at: 0 },
  ] satisfies MailSink['letters'];
  const mail: MailSink = {
    smtp: { url: 'smtp://127.0.0.1:1', from: 'a@b.example' },
    letters,
    onLetter: () => () => undefined,
    close: async () => undefined,
  };
  source.connect({ sandbox, mail, tenant, site: 'http://127.0.0.1:3143', asks: () => asks });
  const app = tourRoutes(source, () => 0, new AbortController().signal);
  const page = async (path = '/tour') => (await app.request(`http://localhost:3141${path}`)).text();
  return { app, source, sandbox, page };
}

test('[SEC-2] only the demo organisation’s visitors are shown, and nothing that they said', () => {
  const { source } = tour();
  const seen = { method: 'POST', route: '/v1/widget/messages', status: 201, ms: 3 };
  source.tail.seen({ ...seen, tenant: 'another', by: 'visitor' });
  source.tail.seen({ ...seen, tenant: undefined, by: 'nobody' });
  source.tail.seen({ ...seen, tenant, by: 'caller' });
  source.tail.seen({ ...seen, tenant, by: 'visitor', route: '/v1/widget/stream' });
  expect(source.tail.entries).toEqual([]);
  source.tail.seen({ ...seen, tenant, by: 'visitor' });
  expect(source.tail.entries).toMatchObject([
    { way: 'visitor-belay', line: 'POST /v1/widget/messages', outcome: '201', isWell: true },
  ]);
  expect(source.tail.entries[0]).not.toHaveProperty('body');
});

test('[SEC-2] before there is a demo organisation nothing is shown', () => {
  const source = new TourSource(() => 0);
  const seen = { method: 'POST', route: '/v1/widget/messages', status: 201, ms: 3 };
  source.tail.seen({ ...seen, tenant, by: 'visitor' });
  source.tail.seen({ ...seen, tenant: undefined, by: 'visitor' });
  expect(source.tail.entries).toEqual([]);
});

test('[SEC-1] a call is shown with its outcome, its channel’s name and no secret; what reads is left out', async () => {
  const { source, sandbox } = tour();
  const call = (method: string, body: object) =>
    sandbox.http.request(`/api/${method}`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${sandbox.botToken}`,
        'content-type': 'application/json',
      },
      body: JSON.stringify(body),
    });
  const { id: channel } = deskChannels.support;
  await call('conversations.history', { channel });
  await call('chat.postMessage', { channel, text: `key ${sandbox.botToken}`, token: 'xoxb-1' });
  sandbox.switches.flip('forbidden', true);
  await call('chat.postMessage', { channel, text: 'again' });
  const [posted, refused, ...more] = source.tail.entries;
  expect(more).toEqual([]);
  expect(posted).toMatchObject({ about: '#support-escalations', outcome: '200 ok', isWell: true });
  expect(posted?.body).not.toMatch(/xoxb-/);
  expect(refused).toMatchObject({ outcome: '200 restricted_action', isWell: false });
});

test('[SEC-2] what people and letters say stays text, on the tour and in its mail', async () => {
  const { page, source, sandbox } = tour({ asks: [hostile] });
  sandbox.world.rename(deskChannels.support.id, hostile, sandbox.app.botUserId);
  source.tail.seen({ tenant, by: 'visitor', method: hostile, route: hostile, status: 500, ms: 1 });
  for (const path of ['/tour', '/tour/mail']) {
    const shown = await page(path);
    expect(shown).not.toMatch(/<script>alert|<img src=x|onerror="/);
    expect(shown).toContain('&lt;script&gt;alert(1)');
  }
});

test('[SBX-4] the frames are named as the page was; both break switches and channels are told', async () => {
  const { app, page, sandbox } = tour();
  expect(await page()).toContain('src="http://localhost:3143/?tour"');
  const post = (what: string, on: string) =>
    app.request('http://localhost:3141/tour/break', {
      method: 'POST',
      headers: { origin: 'http://localhost:3141', 'x-tour-script': '1' },
      body: new URLSearchParams({ what, on }),
    });
  expect((await post('archived', 'yes')).status).toBe(204);
  expect(sandbox.world.channel(deskChannels.support.id).isArchived).toBe(true);
  expect(await page()).toMatch(/aria-checked="true" class="on">#support-escalations archived/);
  await post('archived', 'no');
  expect(sandbox.world.channel(deskChannels.support.id).isArchived).toBe(false);
  expect((await post('everything', 'yes')).status).toBe(404);
  // a switch of the sandbox that the tour does not offer
  expect((await post('approval', 'yes')).status).toBe(404);
});
