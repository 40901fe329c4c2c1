import type { LadderStep } from '@belay/contract/desk/slack-settings';
import type { Context } from '../../../context.ts';
import { uuidOf } from '../../../memory/ids.ts';
import type { Operator, VisitorActor } from '../../conversation/desk-actor.ts';
import { escalate } from '../../conversation/verbs/escalate.ts';
import { type SlackDeskWorld, slackDeskWorld } from '../../slack/testing/slack-desk-world.ts';
import { climbLadders } from '../climb-ladders.ts';
import { recomputeLaddersOf } from '../recompute-ladders.ts';

/** Tuesday, ten o'clock in London. */
const tuesday = new Date('2026-06-09T09:00:00Z');
/** Tuesday and Wednesday. */
export const londonHours = {
  zone: 'Europe/London',
  week: { tue: [{ from: '09:00', to: '17:00' }], wed: [{ from: '09:00', to: '17:00' }] },
};
const on = { enabled: true, channel: null };
const off = { enabled: false, channel: null };
/** Escalations and low ratings, as in a new integration. */
export const usualEvents = {
  ...{ new_conversation: off, escalation: on, low_rating: on, lead: off, action: off },
};

export interface Reminded {
  step: string;
  minutes: number;
  channel: string;
  broadcast: boolean;
  state: string;
}
export interface Asking {
  /** uuid */
  conversation: string;
  visitor: VisitorActor;
  /** for a person */
  ask(): Promise<unknown>;
}

/** A desk in London with a ladder of four steps and a clock that stands; whoever looks is called by hand. */
export async function ladderWorld() {
  const world: SlackDeskWorld = await slackDeskWorld({ outbox: false, jobs: false });
  const { owner, agent, channels, server } = world;
  const { pool } = server;
  let now = tuesday;
  let hasMail = true;
  const ctx: Context = {
    ...server.ctx,
    now: () => now.getTime(),
    smtpOf: () => (hasMail ? { url: 'smtp://127.0.0.1:1', from: 'desk@ropes.example' } : undefined),
  };
  const person = await world.colleague('Ann Able');
  const ann: Operator = {
    ...{ kind: 'operator', tenant: owner.tenant, person: person.id, name: 'Ann Able' },
    ...{ isAdmin: false, via: 'slack', actor: 'user:ann' },
  };
  const ladder: LadderStep[] = [
    { do: 'remind', after_minutes: 5 },
    { do: 'mention', after_minutes: 15, user_group: 'S0GROUP1' },
    { do: 'channel', after_minutes: 30, channel: channels.leads },
    { do: 'mail', after_minutes: 60, to: [] },
  ];
  const bind = (more: object = {}) =>
    world.bind({ default_channel: channels.support, events: usualEvents, ladder, ...more });
  const setHours = (value: object | null) =>
    pool.query(
      `update agent set settings = settings || jsonb_build_object('hours', $2::jsonb) where id = $1`,
      [agent.uuid, JSON.stringify(value)],
    );
  const speaks = async (): Promise<Asking> => {
    const visitor = await world.visit();
    const { conversation: shown } = await visitor.say('May I talk to somebody?');
    const conversation = uuidOf('cnv', shown.id) ?? '';
    const by: VisitorActor = {
      ...{ kind: 'visitor', tenant: owner.tenant },
      visitor: uuidOf('vis', visitor.session.visitor.id) ?? '',
    };
    const ask = () => escalate(ctx, { tenant: by.tenant, conversation }, { by, reason: 'visitor' });
    return { conversation, visitor: by, ask };
  };
  const attempt = { signal: new AbortController().signal, attempt: 1, isLast: false };
  const rowsOf = async (conversation: string) =>
    (
      await pool.query<{ step: number; state: string; due_at: Date | null }>(
        `select s.step, s.state, s.due_at from ladder_step s
         join conversation c on c.tenant = s.tenant and c.id = s.conversation
         where s.conversation = $1 and (s.escalation = c.escalation or c.escalation is null)
         order by s.step`,
        [conversation],
      )
    ).rows;
  const reminders = async (conversation: string) =>
    (
      await pool.query<Reminded>(
        `select p.data -> 'step' ->> 'kind' as step, (p.data ->> 'minutes')::int as minutes,
                p.channel, p.broadcast, p.state
         from slack_post p join slack_card c on c.tenant = p.tenant and c.id = p.card
         where c.conversation = $1 and p.kind = 'reminder' order by p.n`,
        [conversation],
      )
    ).rows;
  return {
    ...{ world, ctx, ann, bind, setHours, speaks, rowsOf, reminders },
    /** what stands when a test begins; earlier tests' ladders rest */
    async reset() {
      now = tuesday;
      hasMail = true;
      await setHours(londonHours);
      await bind();
      await pool.query(`update ladder_step set state = 'stopped' where state = 'waiting'`);
    },
    pass(minutes: number) {
      now = new Date(now.getTime() + minutes * 60_000);
    },
    goTo(moment: string) {
      now = new Date(moment);
    },
    mail(works: boolean) {
      hasMail = works;
    },
    /** as a sweep does */
    climb: () => climbLadders(ctx),
    recompute: () => recomputeLaddersOf(ctx, { tenant: owner.tenant, agent: agent.uuid }, attempt),
    /** somebody who asks for a person at once */
    async waits(): Promise<Asking> {
      const said = await speaks();
      await said.ask();
      return said;
    },
    states: async (conversation: string) =>
      (await rowsOf(conversation)).map(({ state }) => state).join(' '),
    kinds: async (conversation: string) =>
      (await reminders(conversation)).map(({ step }) => step).join(' '),
    letters: async (conversation: string) =>
      (
        await pool.query<{ recipient: string; subject: string; body: string }>(
          `select recipient, subject, body from letter where conversation = $1 order by id`,
          [conversation],
        )
      ).rows,
    lines: async (conversation: string) =>
      (
        await pool.query<{ code: string; params: object; text: string }>(
          `select line ->> 'code' as code, line -> 'params' as params, text from message
           where conversation = $1 and kind = 'line' order by seq`,
          [conversation],
        )
      ).rows,
  };
}
export type LadderWorld = Awaited<ReturnType<typeof ladderWorld>>;
