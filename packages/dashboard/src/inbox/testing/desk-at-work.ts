import type { AgentView } from '@belay/contract/desk/agent';
import { complaintsOf, openBrowser } from '@belay/demo/testing/browser';
import { startTestServer, type TestServer } from '@belay/server/testing/start-test-server';
import { invitePerson, setUpOwner, type TestPerson } from '@belay/server/testing/test-person';
import type { Browser, Page } from 'playwright-core';
import { ensureBuilt } from '../../../build/ensure-built.ts';
import { TestVisitor } from './test-visitor.ts';

/** A real server with a public agent, people in its inbox, and visitors. */
export interface DeskAtWork {
  server: TestServer;
  agent: string;
  owner: TestPerson;
  ann: TestPerson & { id: string };
  ben: TestPerson & { id: string };
  vera: TestPerson & { id: string };
  /** what the pages complained about */
  complaints: string[];
  visitor(): Promise<TestVisitor>;
  /** a browser of this person's own */
  open(
    person: TestPerson,
    path: string,
    options?: Parameters<Browser['newContext']>[0],
  ): Promise<Page>;
  close(): Promise<void>;
}

export async function deskAtWork(): Promise<DeskAtWork> {
  await ensureBuilt();
  const server = await startTestServer({}, undefined, undefined, false, true);
  const browser = await openBrowser();
  const owner = await setUpOwner(server);
  const named = async (email: string, role: 'operator' | 'viewer', name: string) => {
    const person = await invitePerson(server, owner, { email, role });
    await said(person.call('PATCH', '/v1/me', { name }));
    return person;
  };
  const ann = await named('ann@example.com', 'operator', 'Ann Berg');
  const ben = await named('ben@example.com', 'operator', 'Ben Ode');
  const vera = await named('vera@example.com', 'viewer', 'Vera Lind');
  // it knows nothing and calls nobody by itself: what happens is what people do
  const settings = { rules: [] };
  const made = await said<AgentView>(owner.call('POST', '/v1/agents', { name: 'Fern', settings }));
  await said(owner.call('PATCH', `/v1/agents/${made.id}`, { public: true }));
  const complaints: string[] = [];
  return {
    ...{ server, owner, ann, ben, vera, complaints, agent: made.id },
    visitor: () => TestVisitor.open(server, made.id),
    async open(person, path, options = {}) {
      const context = await browser.newContext({
        locale: 'en-US',
        viewport: { width: 1480, height: 900 },
        ...options,
      });
      const cookies = person.cookie.split('; ').map((cookie) => {
        const [name = '', ...value] = cookie.split('=');
        return { name, value: value.join('='), url: server.url };
      });
      await context.addCookies(cookies);
      const page = await context.newPage();
      // a machine that builds and tests for many is slow
      page.setDefaultTimeout(30_000);
      const own = complaintsOf(page);
      page.on('close', () => complaints.push(...own));
      await page.goto(`${server.url}/app${path}`);
      return page;
    },
    async close() {
      await browser.close();
      await server.close();
    },
  };
}

/** A browser writes down every refusal and cut by itself; all else is a fault of the page. */
export function isUnexpected(complaint: string): boolean {
  return !/^Failed to load resource/.test(complaint);
}

async function said<Answer>(answering: Promise<Response>): Promise<Answer> {
  const answer = await answering;
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${answer.url}: ${answer.status} ${text}`);
  // what each route's contract says
  return JSON.parse(text || 'null') as Answer;
}
