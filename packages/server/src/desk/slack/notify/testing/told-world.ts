import { randomUUID } from 'node:crypto';
import { type SlackEvent, slackSettings } from '@belay/contract/desk/slack-settings';
import { outline } from '@belay/slack/cards/testing/outline';
import type { z } from 'zod';
import type { TestServer } from '../../../../testing/start-test-server.ts';
import {
  type ConversationWorld,
  conversationWorld,
} from '../../../conversation/testing/conversation-world.ts';
import { escalate } from '../../../conversation/verbs/escalate.ts';
import { drawPosts } from '../../draw/draw-posts.ts';
import { type PostRow, postColumns } from '../../outbox/post-row.ts';
import { settlePosted } from '../../outbox/posts/settle-posted.ts';

export type SettingsWish = z.input<typeof slackSettings>;

/** A row of `slack_post` as these tests look at it. */
export interface ToldPost extends PostRow {
  n: number;
  rank: number;
  state: string;
  drawn: number;
  redraw_at: Date | null;
  because: string | null;
}

export interface ToldCard {
  id: string;
  channel: string;
  ts: string | null;
  root: number;
  is_home: boolean;
  is_muted: boolean;
  told_seq: number;
  erased_at: Date | null;
}

/** A desk whose agent is bound to a workspace that nobody writes to: what stands in its tables counts. */
export interface ToldWorld extends ConversationWorld {
  installation: string;
  /** settings take the place of what was there; null: disconnected */
  bind(settings: SettingsWish | null, agent?: string): Promise<void>;
  /** a person is wanted */
  ask(conversation: string): Promise<unknown>;
  /** all that was ever to be said of a conversation, in order */
  posts(conversation: string): Promise<ToldPost[]>;
  cards(conversation: string): Promise<ToldCard[]>;
  /** what the outbox would do: all that waits stands in Slack, and looks as it should */
  land(): Promise<void>;
  /** as people read it now, by channel and kind; `drop` and `delete` by these words */
  read(posts: readonly ToldPost[]): Promise<string[]>;
}

/** Ids as Slack writes them. */
export const channel = {
  support: 'C0SUPPORT1',
  leads: 'C0LEADS001',
  all: 'C0ALL00001',
  vault: 'G0VAULT001',
} as const;

/** All five events switched on, but for what a test wants otherwise. */
export function five(channels: Partial<Record<SlackEvent, string>> = {}) {
  const on = (event: SlackEvent) => ({ enabled: true, channel: channels[event] ?? null });
  return {
    new_conversation: on('new_conversation'),
    escalation: on('escalation'),
    low_rating: on('low_rating'),
    lead: on('lead'),
    action: on('action'),
  };
}

let stamp = 1_800_000_000;

/** Default: everything goes to `support`. */
export async function toldWorld(server: TestServer, settings?: SettingsWish): Promise<ToldWorld> {
  const desk = await conversationWorld(server);
  const { pool } = server;
  const { tenant } = desk;
  const installation = randomUUID();
  await pool.query(
    `insert into slack_installation (tenant, id, team_id, team_name, domain, url, bot_user_id, scopes, token)
     values ($1, $2, $3, 'Ropes', 'ropes', 'https://ropes.invalid/', 'U0BOT', '{}', 'sealed')`,
    [tenant, installation, `T${installation.slice(0, 8).toUpperCase()}`],
  );
  const bind: ToldWorld['bind'] = async (wanted, agent = desk.agent) => {
    await pool.query(
      `insert into slack_binding (tenant, agent, installation, team_id, settings)
       values ($1, $2, $3, 'T1', coalesce($4::jsonb, '{}'))
       on conflict (tenant, agent) do update set installation = $3,
         settings = coalesce($4::jsonb, slack_binding.settings)`,
      [
        ...[tenant, agent, wanted === null ? null : installation],
        wanted && JSON.stringify(slackSettings.parse(wanted)),
      ],
    );
  };
  await bind({ default_channel: channel.support, events: five(), ...settings });
  const posts: ToldWorld['posts'] = async (conversation) => {
    const { rows } = await pool.query<ToldPost>(
      `select ${postColumns}, p.n::int, p.rank, p.state, p.drawn, p.redraw_at, p.because
       from slack_post p join slack_card k on k.tenant = p.tenant and k.id = p.card
       where p.tenant = $1 and k.conversation = $2 order by p.n`,
      [tenant, conversation],
    );
    return rows;
  };
  return {
    ...desk,
    ...{ installation, bind, posts },
    ask: (conversation) =>
      escalate(
        desk.ctx,
        { tenant, conversation },
        { by: { kind: 'rule', tenant }, reason: 'visitor' },
      ),
    async cards(conversation) {
      const { rows } = await pool.query<ToldCard>(
        `select id, channel, ts, root, is_home, is_muted, told_seq, erased_at
         from slack_card where tenant = $1 and conversation = $2 order by created_at, id`,
        [tenant, conversation],
      );
      return rows;
    },
    async land() {
      const { rows } = await pool.query<{ id: string; kind: string; version: number }>(
        `select id, kind, version from slack_post where tenant = $1 and state = 'waiting' order by n`,
        [tenant],
      );
      for (const { id, kind, version } of rows) {
        stamp += 1;
        const landed = { tenant, id, ts: `${stamp}.000100`, version, now: Date.now() };
        await settlePosted(pool, landed, kind === 'card');
      }
      await pool.query(
        `update slack_post set drawn = version, redraw_at = null
         where tenant = $1 and state = 'posted'`,
        [tenant],
      );
    },
    async read(wanted) {
      const drawn = await drawPosts(desk.ctx, tenant, wanted);
      return wanted.map((post) => {
        const made = drawn.get(post.id);
        const what = made?.kind === 'message' ? outline(made.message) : (made?.kind ?? 'nothing');
        return `${nameOf(post.channel)} ${post.kind}: ${what}`;
      });
    },
  };
}

function nameOf(id: string): string {
  return Object.entries(channel).find(([, known]) => known === id)?.[0] ?? id;
}

/** A post in a few words: `support card escalation`. */
export function brief(post: ToldPost): string {
  const marks = [
    ...(post.event ? [post.event] : []),
    ...(post.data.remark ? [`(${post.data.remark})`] : []),
    ...(post.broadcast ? ['broadcast'] : []),
    ...(post.state === 'dropped' ? ['dropped'] : []),
  ];
  return [nameOf(post.channel), post.kind, ...marks].join(' ');
}
