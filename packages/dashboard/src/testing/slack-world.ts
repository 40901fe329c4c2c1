import { createServer } from 'node:net';
import { openBrowser } from '@belay/demo/testing/browser';
import { type Sandbox, startSandbox } from '@belay/sandbox/start-sandbox';
import { quickOutbox } from '@belay/server/desk/slack/outbox/testing/quick-outbox';
import { type TestVisitor, visit } from '@belay/server/desk/visitors/testing/desk-world';
import { startTestServer, type TestServer } from '@belay/server/testing/start-test-server';
import { invitePerson, setUpOwner, type TestPerson } from '@belay/server/testing/test-person';
import type { Browser, Page } from 'playwright-core';
import { ensureBuilt } from '../../build/ensure-built.ts';
import { openPage } from './open-page.ts';

/** A server at work beside a Slack workspace into which its app was not let yet, and a browser. */
export interface SlackWorld {
  server: TestServer;
  sandbox: Sandbox;
  owner: TestPerson;
  viewer: TestPerson;
  /** `agt_…` of a public agent */
  agent: string;
  /** an admin of the workspace, in all channels, who is nobody here */
  ann: string;
  channels: Record<'support' | 'leads' | 'all' | 'partners', string>;
  /** what every page complained about */
  complaints: string[];
  open(person: TestPerson, width?: number): Promise<Page>;
  visitor(): Promise<TestVisitor>;
  /** what our app said in a channel, the oldest first, threads left out */
  posts(channel: string): { ts: string; text: string }[];
  close(): Promise<void>;
}

interface SandboxMessage {
  ts: string;
  text: string;
  bot_id?: string;
  subtype?: string;
}

/** As many channels as make a list that nobody scrolls through. */
const manyChannels = 1_200;

/** `app: false`: neither the server nor the organisation has an app, and there is no public address. */
export async function slackWorld({ app = true } = {}): Promise<SlackWorld> {
  await ensureBuilt();
  const sandbox = await startSandbox({ isInstalled: !app });
  const { world, oauth } = sandbox;
  const ann = world.addUser({ name: 'ann', email: 'ann@ropes.example', isAdmin: true }).id;
  const channel = (name: string) => world.addChannel({ name, members: [ann] }).id;
  const channels = {
    support: channel('support-escalations'),
    leads: channel('leads'),
    all: channel('belay-all'),
    partners: channel('partners'),
  };
  world.share(channels.partners, true, ann);
  world.seedChannels({ count: manyChannels });
  // consent comes back to the address that the server believes to have: it has to be so at the start
  const port = await freePort();
  const server = await startTestServer(
    {
      PORT: String(port),
      BELAY_URL: `http://127.0.0.1:${port}`,
      ...(app && {
        SLACK_CLIENT_ID: oauth.clientId,
        SLACK_CLIENT_SECRET: oauth.clientSecret,
        SLACK_SIGNING_SECRET: sandbox.signingSecret,
      }),
    },
    undefined,
    () => sandbox.apiUrl,
    false,
    true,
    quickOutbox,
  );
  oauth.configure({ redirectUrls: [`${server.url}/slack/oauth/callback`] });
  if (app) await sandbox.subscribe({ url: `${server.url}/slack/events` });
  sandbox.interactivity.configure({ requestUrl: `${server.url}/slack/interactivity` });
  const owner = await setUpOwner(server);
  const viewer = await invitePerson(server, owner, { email: 'vera@example.com', role: 'viewer' });
  const made = await owner.call('POST', '/v1/agents', { name: 'Robin' });
  const { id: agent } = (await made.json()) as { id: string };
  await owner.call('PATCH', `/v1/agents/${agent}`, { public: true });
  const browser: Browser = await openBrowser();
  const complaints: string[] = [];
  return {
    ...{ server, sandbox, owner, viewer, agent, ann, channels, complaints },
    open: (person, width = 1440) =>
      openPage(browser, server, person, complaints, { viewport: { width, height: 900 } }),
    posts(channel) {
      const found = sandbox.truth.now().channels.find(({ id }) => id === channel);
      const messages = (found?.messages ?? []) as unknown as SandboxMessage[];
      // that it came in is no word of it
      return messages.filter(
        ({ bot_id, subtype }) => bot_id === sandbox.app.botId && subtype !== 'channel_join',
      );
    },
    visitor: () => visit(server, { agent_id: agent }),
    async close() {
      await browser.close();
      await server.close();
      await sandbox.close();
    },
  };
}

/** Free a moment ago, and below those that systems give to whoever asks for any. */
async function freePort(): Promise<number> {
  for (;;) {
    const port = 10_000 + Math.floor(Math.random() * 20_000);
    const probe = createServer();
    const isFree = await new Promise<boolean>((resolve) => {
      probe.once('error', () => resolve(false));
      probe.listen(port, '127.0.0.1', () => resolve(true));
    });
    if (!isFree) continue;
    await new Promise((resolve) => probe.close(resolve));
    return port;
  }
}
