import { randomBytes } from 'node:crypto';
import type { AgentSettings } from '@belay/contract/desk/agent';
import { agentSettings } from '@belay/contract/desk/agent';
import type { VisitorMessageAnswer, WidgetSession } from '@belay/contract/desk/widget';
import type { Context } from '../../../context.ts';
import { publicId, uuidv7 } from '../../../memory/ids.ts';
import { startTestServer, type TestServer } from '../../../testing/start-test-server.ts';
import { setUpOwner, type TestPerson } from '../../../testing/test-person.ts';
import { identitySecretName } from '../../agents/identity-secret-name.ts';
import type { OutboxTiming } from '../../slack/outbox/outbox-timing.ts';

export interface TestVisitor {
  token: string;
  session: WidgetSession;
  call(
    method: string,
    path: string,
    body?: unknown,
    headers?: Record<string, string | undefined>,
  ): Promise<Response>;
  /** says something; throws unless it was taken */
  say(text: string, more?: Record<string, unknown>): Promise<VisitorMessageAnswer>;
}

export interface TestAgent {
  tenant: string;
  uuid: string;
  id: string;
  /** signs identities */
  secret: string;
}

/** An organisation with a public agent, and visitors who come to it over HTTP. */
export interface DeskWorld {
  server: TestServer;
  owner: TestPerson;
  agent: TestAgent;
  addAgent(tenant: string, settings?: Partial<AgentSettings>): Promise<TestAgent>;
  visit(agent?: TestAgent): Promise<TestVisitor>;
  close(): Promise<void>;
}

export async function deskWorld(
  settings: Partial<AgentSettings> = {},
  {
    jobs = false,
    env = {},
    slackApiUrl,
    outbox = false,
  }: {
    jobs?: boolean;
    env?: Record<string, string>;
    slackApiUrl?: Context['slackApiUrl'];
    outbox?: boolean | OutboxTiming;
  } = {},
): Promise<DeskWorld> {
  const server = await startTestServer(env, undefined, slackApiUrl, false, jobs, outbox);
  const owner = await setUpOwner(server);
  const addAgent: DeskWorld['addAgent'] = async (tenant, wanted = {}) => {
    const uuid = uuidv7(Date.now());
    const secret = randomBytes(32).toString('hex');
    await server.pool.query(
      `insert into agent (tenant, id, name, is_public, settings, identity_secret)
       values ($1, $2, 'Robin', true, $3, $4)`,
      [
        tenant,
        uuid,
        JSON.stringify(agentSettings.parse(wanted)),
        server.ctx.sealer.seal(identitySecretName({ tenant, id: uuid }), secret),
      ],
    );
    return { tenant, uuid, id: publicId('agt', uuid), secret };
  };
  const agent = await addAgent(owner.tenant, settings);
  return {
    server,
    owner,
    agent,
    addAgent,
    visit: (to = agent) => visit(server, { agent_id: to.id }),
    close: () => server.close(),
  };
}

/** A session, by a token that is there or without one. */
export async function visit(
  server: TestServer,
  body: Record<string, unknown>,
  token?: string,
): Promise<TestVisitor> {
  const answer = await fetch(`${server.url}/v1/widget/session`, {
    method: 'POST',
    headers: token === undefined ? {} : { authorization: `Bearer ${token}` },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`session: ${answer.status} ${await answer.text()}`);
  const session = (await answer.json()) as WidgetSession;
  return visitorBy(server, session.token ?? token ?? '', session);
}

function visitorBy(server: TestServer, token: string, session: WidgetSession): TestVisitor {
  const call: TestVisitor['call'] = (method, path, body, headers = {}) =>
    fetch(server.url + path, {
      method,
      headers: Object.entries({ authorization: `Bearer ${token}`, ...headers }).filter(
        (header): header is [string, string] => header[1] !== undefined,
      ),
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  return {
    token,
    session,
    call,
    async say(text, more = {}) {
      const answer = await call('POST', '/v1/widget/messages', {
        text,
        client_id: randomBytes(8).toString('hex'),
        ...more,
      });
      if (!answer.ok) throw new Error(`say: ${answer.status} ${await answer.text()}`);
      return (await answer.json()) as VisitorMessageAnswer;
    },
  };
}
