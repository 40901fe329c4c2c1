import { randomUUID } from 'node:crypto';
import { startSandbox } from '@belay/sandbox/start-sandbox';
import { type TestVisitor, visit } from '../../desk/visitors/testing/desk-world.ts';
import { publicId, uuidOf } from '../../memory/ids.ts';
import {
  startTestServer,
  type TestIdentity,
  type TestServer,
} from '../../testing/start-test-server.ts';
import { invitePerson, setUpOwner, signIn, type TestPerson } from '../../testing/test-person.ts';
import type { Refs } from './route-refs.ts';

/** Words that stand in what the organisation has, and that no stranger may read in any answer. */
export const secrets = [
  'swordfish',
  'Acme Holdings',
  'ada@example.com',
  'guest@example.com',
  'night robot',
  'xoxb-',
];

/** An organisation with one of everything, and those who want to see it. */
export interface WalkedOrganisation {
  server: TestServer;
  refs: Refs;
  owner: TestPerson;
  viewer: TestPerson;
  /** a program of the organisation that may only read the audit */
  robot: TestIdentity;
  /** somebody with a memory of their own */
  stranger: TestIdentity;
  /** the owner of another organisation */
  rival: TestPerson;
  /** whose conversation `refs` name */
  speaker: TestVisitor;
  /** of the same agent, and of the other organisation's */
  otherVisitors: TestVisitor[];
  /** somebody new, of the same agent */
  visit(): Promise<TestVisitor>;
  /** somebody there, with a new session for each call: what is asked may end it */
  fleeting: TestPerson;
  /** everything that is stored of the organisation */
  snapshot(): Promise<string>;
  close(): Promise<void>;
}

/** Local, allowed, and nobody listens there. */
const nowhere = 'http://127.0.0.1:65535';

export async function walkedOrganisation(): Promise<WalkedOrganisation> {
  const sandbox = await startSandbox();
  const server = await startTestServer(
    { BELAY_LOCAL_TARGETS: nowhere },
    undefined,
    () => sandbox.apiUrl,
  );
  const owner = await setUpOwner(server, { organisation: 'Acme Holdings' });
  const scope = 'org:acme-holdings';
  const ask = async (method: string, path: string, body?: unknown) => {
    const answer = await owner.call(method, path, body);
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
    return (await answer.json()) as Record<string, string>;
  };
  const member = await invitePerson(server, owner, { email: 'ada@example.com', role: 'admin' });
  const viewer = await invitePerson(server, owner, { email: 'vic@example.com', role: 'viewer' });
  const guest = { email: 'guest@example.com', role: 'viewer' };
  const invitation = await ask('POST', '/v1/invitations', guest);
  const token = await ask('POST', '/v1/api-tokens', {
    name: 'night robot',
    scopes: null,
    capabilities: ['audit.read'],
  });
  await signIn(server, owner.email);
  const session = await ask('GET', '/v1/sessions');
  const blob = await fetch(`${server.url}/v1/blobs`, {
    method: 'POST',
    headers: {
      cookie: owner.cookie,
      origin: server.url,
      'x-belay-tenant': owner.tenant,
      'content-type': 'text/plain',
    },
    body: 'swordfish',
  });
  const { blob_id } = (await blob.json()) as { blob_id: string };
  const event = await ask('POST', '/v1/experience?wait=indexed', {
    scope: `${scope}/team:x`,
    modality: 'observation',
    idempotency_key: 'the-key',
    content: { kind: 'text', text: 'the word is swordfish' },
  });
  const lifecycle = await ask('GET', `/v1/lifecycle?scope=${scope}`);
  const connector = await ask('POST', '/v1/connectors', {
    kind: 'slack',
    token: sandbox.botToken,
    settings: {
      channels: 'all_public',
      scope_template: `${scope}/channel:{channel}`,
      mode: 'polling',
    },
  });

  const { rows: installed } = await server.pool.query<{ id: string }>(
    'select id from slack_installation where tenant = $1',
    [owner.tenant],
  );
  const installation = installed[0]?.id ?? '';

  const agent = await ask('POST', '/v1/agents', {
    name: 'Front desk',
    settings: { instructions: 'The word is swordfish.' },
  });
  const knowledge = await ask('POST', `/v1/agents/${agent.id}/knowledge`, {
    kind: 'text',
    title: 'swordfish',
    text: 'all about swordfish',
  });
  const action = await ask('POST', `/v1/agents/${agent.id}/actions`, {
    name: 'swordfish order',
    description: 'orders a swordfish',
    parameters: [],
    request: { method: 'POST', url: `${nowhere}/order` },
    say: { done: 'done', failed: 'failed' },
  });
  const webhook = await ask('POST', '/v1/webhooks', {
    name: 'swordfish hook',
    url: `${nowhere}/hook`,
    events: ['lead.captured'],
  });
  const delivery = await ask('POST', `/v1/webhooks/${webhook.id}/test`, {});

  await server.pool.query('update agent set is_public = true where tenant = $1', [owner.tenant]);
  const speaker = await visit(server, { agent_id: agent.id });
  const said = await speaker.say('swordfish, please');
  const file = await fetch(`${server.url}/v1/widget/files?name=knot.txt`, {
    method: 'POST',
    headers: { authorization: `Bearer ${speaker.token}` },
    body: 'over, under, through',
  });
  const { id: fileId } = (await file.json()) as { id: string };
  const picture = randomUUID();
  await server.pool.query(
    `insert into person_picture (tenant, person, id, source, content_type, bytes)
     values ($1, $2, $3, 'https://faces.example/ada.png', 'image/png', '\\x89504e470d0a1a0a')`,
    [owner.tenant, member.id, picture],
  );
  const held = await holdLine(server, owner.tenant, {
    agent: uuidOf('agt', String(agent.id)),
    conversation: uuidOf('cnv', said.conversation.id),
    email: owner.email,
  });
  const otherVisitor = await visit(server, { agent_id: agent.id });

  const elsewhere = await ask('POST', '/v1/tenants', { name: 'Rival' });
  const there = { 'x-belay-tenant': elsewhere.id };
  const calling: TestPerson = {
    ...owner,
    call: (method, path, sent, headers) => owner.call(method, path, sent, { ...there, ...headers }),
  };
  const { id: rivalAgent } = (await (
    await calling.call('POST', '/v1/agents', { name: 'Rival’s' })
  ).json()) as { id: string };
  await server.pool.query('update agent set is_public = true where tenant = $1', [elsewhere.id]);
  const rival = await invitePerson(server, calling, { email: 'eva@example.com', role: 'owner' });
  const zoe = await invitePerson(server, calling, { email: 'zoe@example.com', role: 'viewer' });
  const firstOf = (page: unknown, key: string) =>
    String((page as { items: Record<string, unknown>[] }).items[0]?.[key]);
  return {
    server,
    owner,
    viewer,
    rival,
    fleeting: {
      ...zoe,
      call: async (...sent) => (await signIn(server, zoe.email)).call(...sent),
    },
    robot: server.identity(String(token.token), String(token.actor), scope),
    stranger: await server.signup(),
    speaker,
    otherVisitors: [otherVisitor, await visit(server, { agent_id: rivalAgent })],
    visit: () => visit(server, { agent_id: agent.id }),
    refs: {
      scope,
      tenant: owner.tenant,
      member: member.id,
      invitation: String(invitation.id),
      token: String(token.jti),
      session: firstOf(session, 'id'),
      event: String(event.event_id),
      blob: blob_id,
      lifecycle: firstOf(lifecycle, 'lifecycle_id'),
      key: 'the-key',
      connector: String(connector.id),
      installation: publicId('sin', installation),
      failure: 'none',
      import: 'none',
      agent: String(agent.id),
      knowledge: String(knowledge.id),
      action: String(action.id),
      webhook: String(webhook.id),
      delivery: String(delivery.id),
      visitor: speaker.session.visitor.id,
      conversation: said.conversation.id,
      message: said.message.id,
      file: fileId,
      picture: publicId('pic', picture),
      held: publicId('hld', held),
      // one lasts five minutes, all of a walk may last longer
      get link() {
        const path = server.ctx.fileLinks.link(owner.tenant, uuidOf('fil', fileId) ?? '');
        return new URL(path, server.url).search;
      },
    },
    snapshot: () => snapshotOf(server, owner.tenant),
    async close() {
      await server.close();
      await sandbox.close();
    },
  };
}

/** Every row of every table that names the tenant, as one text per table; not who was here when. */
async function snapshotOf(server: TestServer, tenant: string): Promise<string> {
  const { rows: tables } = await server.pool.query<{ name: string }>(
    `select table_name as name from information_schema.columns
     where table_schema = 'public' and column_name = 'tenant'
       -- who listens this moment
       and table_name <> 'visitor_online'
     order by 1`,
  );
  const lines: string[] = [];
  for (const { name } of tables) {
    const { rows } = await server.pool.query<{ all: string | null }>(
      `select string_agg(l, E'\\n' order by l) as all
       from (select (to_jsonb(r) - 'last_seen_at')::text as l from ${name} r where tenant = $1) as s`,
      [tenant],
    );
    lines.push(`${name}: ${rows[0]?.all ?? ''}`);
  }
  const { rows: people } = await server.pool.query<{ all: string }>(
    `select string_agg(s.id::text, ' ' order by s.id) as all
     from session s join member m on m.person = s.person and m.tenant = $1`,
    [tenant],
  );
  return [...lines, people[0]?.all].join('\n');
}

/** A line that somebody typed in Slack and that waits for their word. */
async function holdLine(
  { pool }: TestServer,
  tenant: string,
  { agent, conversation, email }: Record<'agent' | 'conversation' | 'email', string | undefined>,
): Promise<string> {
  const [card, line] = [randomUUID(), randomUUID()];
  const { rows } = await pool.query<{ id: string }>(
    'select id from slack_installation where tenant = $1 limit 1',
    [tenant],
  );
  const place = [tenant, rows[0]?.id, card, conversation];
  await pool.query(
    `insert into slack_card (tenant, installation, id, conversation, agent, channel, ts)
     values ($1, $2, $3, $4, $5, 'C0HELD', '1710502200.000100')`,
    [...place, agent],
  );
  await pool.query(
    `insert into slack_line (tenant, installation, card, conversation, id, channel, ts, thread_ts,
       user_id, person, fate, reason, choices, held_until, body)
     select $1, $2, $3, $4, $5, 'C0HELD', '1710502300.000100', '1710502200.000100', 'U0', id,
       'held', 'agent', '{keep}', now() + interval '1 day', '{"text":"swordfish","blocks":[],"attachments":[],"files":[]}'
     from person where email = $6`,
    [...place, line, email],
  );
  return line;
}
