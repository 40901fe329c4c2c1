import { complaintsOf, openBrowser } from '@belay/demo/testing/browser';
import { type Receiver, startReceiver } from '@belay/server/desk/announce/testing/receiver';
import { startTestServer, type TestServer } from '@belay/server/testing/start-test-server';
import { invitePerson, setUpOwner, type TestPerson } from '@belay/server/testing/test-person';
import type { Browser, Page } from 'playwright-core';
import { ensureBuilt as ensureWidget } from '../../../widget/build/ensure-built.ts';
import { ensureBuilt } from '../../build/ensure-built.ts';

/** A server at work, a small memory of Slack, somebody else's server, and a browser. */
export interface AgentsWorld {
  server: TestServer;
  owner: TestPerson;
  viewer: TestPerson;
  /** a system of the customer's: what actions and webhooks are sent to */
  outside: Receiver;
  /** what every page complained about */
  complaints: string[];
  /** a browser of this person's own */
  open(person: TestPerson, width?: number): Promise<Page>;
  close(): Promise<void>;
}

const said = {
  support: [
    'Parcels to Norway take 9 working days, says the carrier.',
    'A broken buckle is replaced for free within two years.',
  ],
  legal: ['The contract with the carrier ends in spring.'],
};

export async function agentsWorld(): Promise<AgentsWorld> {
  await ensureBuilt();
  await ensureWidget();
  const server = await startTestServer(
    { BELAY_LOCAL_TARGETS: '1' },
    undefined,
    undefined,
    false,
    true,
  );
  const owner = await setUpOwner(server);
  const viewer = await invitePerson(server, owner, { email: 'vera@example.com', role: 'viewer' });
  await remember(server, owner);
  const outside = await startReceiver();
  const browser: Browser = await openBrowser();
  const complaints: string[] = [];
  return {
    ...{ server, owner, viewer, outside, complaints },
    async open(person, width = 1440) {
      const context = await browser.newContext({
        locale: 'en-US',
        viewport: { width, height: 900 },
        permissions: ['clipboard-read', 'clipboard-write'],
      });
      const cookies = person.cookie.split('; ').map((cookie) => {
        const [name = '', ...value] = cookie.split('=');
        return { name, value: value.join('='), url: server.url };
      });
      await context.addCookies(cookies);
      const page = await context.newPage();
      page.setDefaultTimeout(30_000);
      const own = complaintsOf(page);
      page.on('close', () => complaints.push(...own));
      return page;
    },
    async close() {
      await browser.close();
      await outside.close();
      await server.close();
    },
  };
}

/** Two channels, as a connector would have written them; #legal is private. */
async function remember(server: TestServer, owner: TestPerson): Promise<void> {
  for (const [channel, texts] of Object.entries(said))
    for (const text of texts) {
      const answer = await owner.call('POST', '/v1/experience?wait=indexed', {
        scope: `org:acme/source:slack/channel:${channel}`,
        modality: 'conversation',
        content: { kind: 'text', text },
        context: { labels: [`channel:${channel}`, 'source:slack'] },
      });
      if (!answer.ok) throw new Error(`remember: ${answer.status} ${await answer.text()}`);
    }
  await server.pool.query(
    `insert into private_scope (tenant, scope, channel_id) values ($1, $2, 'C2')`,
    [owner.tenant, 'org:acme/source:slack/channel:legal'],
  );
}
