import { randomUUID } from 'node:crypto';
import { type Sandbox, type SandboxOptions, startSandbox } from '@belay/sandbox/start-sandbox';
import { cardMessage } from '@belay/slack/cards/parts';
import type { Clock } from '@belay/slack/clock';
import type pg from 'pg';
import { secretName } from '../../../../connectors/installation/installation-secrets.ts';
import type { Context } from '../../../../context.ts';
import { uuidv7 } from '../../../../memory/ids.ts';
import { startTestServer } from '../../../../testing/start-test-server.ts';
import type { Draw } from '../drawn.ts';
import { enqueuePosts, type NewPost } from '../enqueue-post.ts';
import type { OutboxTiming } from '../outbox-timing.ts';
import { postKey } from '../post-key.ts';
import { Posters } from '../posters.ts';
import { type Outbox, startOutbox } from '../start-outbox.ts';
import { quickOutbox } from './quick-outbox.ts';

export interface Shown {
  ts: string;
  text: string;
  thread_ts?: string;
  subtype?: string;
}

/** The text of a post is `data.text`, and what it was drawn for. */
export const drawText: Draw = async (_ctx, _tenant, posts) =>
  new Map(
    posts.map((post) => {
      const text = `${post.data.text} v${post.version}`;
      const message = cardMessage(text, [], { kind: 'belay_post', key: postKey(post.id) });
      return [post.id, { kind: 'message', message }];
    }),
  );

/** An organisation with an agent that is bound to a sandbox's workspace, and outboxes to start. */
export async function outboxStage(
  options: {
    sandbox?: SandboxOptions;
    clock?: Clock;
    fetch?: typeof fetch;
    rate?: 'documented';
  } = {},
) {
  const sandbox = await startSandbox(options.sandbox);
  const server = await startTestServer(
    { SLACK_RATE: 'documented' },
    undefined,
    () => sandbox.apiUrl,
  );
  const { pool } = server;
  const tenant = await makeTenant(pool);
  const installation = randomUUID();
  const agent = randomUUID();
  await install(server.ctx, sandbox, { tenant, installation, agent });
  const { world, app } = sandbox;
  const mara = world.addUser({ name: 'mara', email: 'mara@ropes.example' }).id;
  const outboxes: Outbox[] = [];
  const place = { tenant, installation };
  const shown = (channel: string) => sandbox.truth.now().channels.find(({ id }) => id === channel);

  return {
    ...{ sandbox, server, pool, tenant, installation, agent, place, mara, outboxes },
    /** of a process of its own, as far as clock and budget go */
    context(): Context {
      const { clock } = options;
      if (!clock) return { ...server.ctx, posters: posters(server.ctx.posters.clock) };
      return { ...server.ctx, now: () => clock.now(), posters: posters(clock) };
    },
    async start(
      more: { timing?: Partial<OutboxTiming>; draw?: Draw; ctx?: Context } = {},
    ): Promise<Outbox> {
      const timing = { ...quickOutbox, ...more.timing };
      const ctx = more.ctx ?? this.context();
      const outbox = await startOutbox(ctx, server.databaseUrl, {
        timing,
        draw: more.draw ?? drawText,
      });
      outboxes.push(outbox);
      return outbox;
    },
    channel(name: string, more: { hasBot?: boolean; kind?: 'private' } = {}): string {
      const members = more.hasBot === false ? [mara] : [mara, app.botUserId];
      return world.addChannel({ name, members, ...(more.kind ? { kind: more.kind } : {}) }).id;
    },
    async card(channel: string): Promise<string> {
      const id = uuidv7(Date.now());
      await pool.query(
        `insert into slack_card (tenant, id, agent, conversation, installation, channel)
         values ($1, $2, $3, $4, $5, $6)`,
        [tenant, id, agent, randomUUID(), installation, channel],
      );
      return id;
    },
    /** one row, committed */
    async say(channel: string, text: string, more: Partial<NewPost> = {}): Promise<string> {
      const post = { ...place, agent, channel, kind: 'line' as const, ...more };
      const [id = ''] = await enqueuePosts({ db: pool, now: new Date() }, [
        { ...post, data: { text, ...more.data } },
      ]);
      return id;
    },
    async row(id: string) {
      const { rows } = await pool.query<Record<string, unknown>>(
        'select * from slack_post where id = $1',
        [id],
      );
      return rows[0] ?? {};
    },
    /** of all posts, by their state */
    async states(): Promise<Record<string, number>> {
      const { rows } = await pool.query<{ state: string; n: number }>(
        'select state, count(*) as n from slack_post group by 1',
      );
      return Object.fromEntries(rows.map(({ state, n }) => [state, n]));
    },
    /** our texts in a channel, the oldest first, without threads */
    texts: (channel: string): string[] =>
      ((shown(channel)?.messages ?? []) as unknown as Shown[])
        .filter(
          ({ subtype }) =>
            subtype === undefined || subtype === 'bot_message' || subtype === 'thread_broadcast',
        )
        .map(({ text }) => text),
    messages: (channel: string) => (shown(channel)?.messages ?? []) as unknown as Shown[],
    thread: (channel: string, ts: string): string[] =>
      ((shown(channel)?.threads[ts] ?? []) as unknown as Shown[]).map(({ text }) => text),
    async close() {
      await Promise.all(outboxes.map((outbox) => outbox.stop()));
      await server.close();
      await sandbox.close();
    },
  };

  function posters(clock: Clock): Posters {
    return new Posters({
      clock,
      isUnlimited: () => options.rate !== 'documented',
      ...(options.fetch === undefined ? {} : { fetch: options.fetch }),
    });
  }
}

export type OutboxStage = Awaited<ReturnType<typeof outboxStage>>;

async function makeTenant(pool: pg.Pool): Promise<string> {
  const id = randomUUID();
  await pool.query('insert into tenant (id, root_scope) values ($1, $2)', [id, `org:t_${id}`]);
  await pool.query("insert into organisation (tenant, name) values ($1, 'Rope Works')", [id]);
  return id;
}

async function install(
  { sealer, pool }: Context,
  sandbox: Sandbox,
  { tenant, installation, agent }: { tenant: string; installation: string; agent: string },
): Promise<void> {
  const { id: team } = sandbox.world.team.current;
  await pool.query(
    `insert into slack_installation (tenant, id, team_id, team_name, domain, url, app_id, bot_id,
       bot_user_id, scopes, token)
     values ($1, $2, $3, 'Rope Works', 'rope-works', 'https://rope-works.example/', $4, $5, $6,
       '{chat:write}', $7)`,
    [
      ...[tenant, installation, team, sandbox.app.id, sandbox.app.botId, sandbox.app.botUserId],
      sealer.seal(secretName.token(installation), sandbox.botToken),
    ],
  );
  await pool.query(
    "insert into agent (tenant, id, name, settings, identity_secret) values ($1, $2, 'Robin', '{}', '')",
    [tenant, agent],
  );
  await pool.query(
    `insert into slack_binding (tenant, agent, installation, team_id, settings)
     values ($1, $2, $3, $4, '{}')`,
    [tenant, agent, installation, team],
  );
}
