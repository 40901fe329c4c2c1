import { uuidOf } from '../../../../memory/ids.ts';
import { eventually } from '../../../../testing/eventually.ts';
import type { TestVisitor } from '../../../visitors/testing/desk-world.ts';
import { type SlackDeskWorld, slackDeskWorld } from '../../testing/slack-desk-world.ts';
import type { LineRow } from '../line/line-row.ts';

type Colleague = Awaited<ReturnType<SlackDeskWorld['colleague']>>;

/** A conversation that waits for a person, with its card in `support`. */
export interface OpenCase {
  visitor: TestVisitor;
  /** uuid and public id */
  conversation: string;
  id: string;
  channel: string;
  /** of its root */
  root: string;
}

/** The desk in a sandbox workspace, its people, and what they do in Slack. */
export interface HearWorld extends SlackDeskWorld {
  ann: Colleague;
  ben: Colleague;
  /** a visitor asks for a person, or only something; the card stands in `support` */
  open(wish?: { forPerson?: boolean }): Promise<OpenCase>;
  /** the same, and Ann has it */
  claimed(): Promise<OpenCase>;
  /** presses a button of a card; the sentence that Slack shows beside it, if any */
  press(
    user: string,
    place: { channel: string; ts: string },
    action: string,
  ): Promise<string | null>;
  /** types in a thread; answers the line's ts */
  type(user: string, one: OpenCase, text: string, more?: object): string;
  line(ts: string): Promise<LineRow | undefined>;
  /** what the visitor reads of people, the oldest first; taken back ones left out */
  read(one: OpenCase): Promise<string[]>;
  /** notes of the team, the oldest first */
  notes(one: OpenCase): Promise<string[]>;
  state(one: OpenCase): Promise<{ state: string; owner: string | null; epoch: number }>;
  /** what one person alone was told, the oldest first */
  whispers(user: string): string[];
}

export async function hearWorld(
  options: Parameters<typeof slackDeskWorld>[0] = {},
): Promise<HearWorld> {
  const world = await slackDeskWorld({
    ...options,
    settings: { thread_delay: 0, history: false, ...options.settings },
  });
  const { sandbox, server, channels } = world;
  const ann = await world.colleague('Ann');
  const ben = await world.colleague('Ben', 'admin');
  const rows = async <T extends object>(sql: string, values: unknown[]): Promise<T[]> =>
    (await server.pool.query<T>(sql, values)).rows;

  const press: HearWorld['press'] = async (user, place, action) => {
    const outcome = await sandbox.interactivity.click(user, place, { actionId: `belay_${action}` });
    return outcome.ok ? null : outcome.sentence;
  };
  const state: HearWorld['state'] = async ({ conversation }) => {
    const [found] = await rows<{ state: string; owner: string | null; epoch: number }>(
      `select c.state, p.name as owner, c.epoch from conversation c
       left join person p on p.id = c.owner where c.id = $1`,
      [conversation],
    );
    if (!found) throw new Error('there is no such conversation');
    return found;
  };
  const open: HearWorld['open'] = async ({ forPerson = true } = {}) => {
    const visitor = await world.visit();
    const { conversation } = await visitor.say('Is the rope strong enough for two?');
    if (forPerson)
      await visitor.call('POST', `/v1/widget/conversations/${conversation.id}/escalate`, {});
    const uuid = uuidOf('cnv', conversation.id) ?? '';
    const root = async () =>
      (
        await rows<{ ts: string }>(
          'select ts from slack_card where conversation = $1 and channel = $2 and ts is not null',
          [uuid, channels.support],
        )
      )[0]?.ts;
    await eventually(root).toBeTruthy();
    return {
      ...{ visitor, conversation: uuid, id: conversation.id, channel: channels.support },
      root: (await root()) ?? '',
    };
  };

  return {
    ...world,
    ...{ ann, ben, press, state, open },
    async claimed() {
      const one = await open();
      await world.settle();
      await press(ann.slack, { channel: one.channel, ts: one.root }, 'take');
      await eventually(() => state(one)).toMatchObject({ state: 'human', owner: 'Ann' });
      // what is typed in the millisecond of the claim was typed before it
      await new Promise((resolve) => setTimeout(resolve, 5));
      return one;
    },
    type: (user, { channel, root }, text, more = {}) =>
      sandbox.world.post({ channel, user, text, threadTs: root, ...more }).ts,
    async line(ts) {
      return (await rows<LineRow>('select * from slack_line where ts = $1', [ts]))[0];
    },
    async read({ visitor, id }) {
      const answer = await visitor.call('GET', `/v1/widget/conversations/${id}`);
      const { messages } = (await answer.json()) as {
        messages: { author: { kind: string }; text: string; deleted_at: string | null }[];
      };
      return messages
        .filter(({ author, deleted_at }) => author.kind === 'operator' && !deleted_at)
        .map(({ text }) => text);
    },
    async notes({ conversation }) {
      const found = await rows<{ text: string }>(
        `select text from message where conversation = $1 and kind = 'note' and deleted_at is null
         order by seq`,
        [conversation],
      );
      return found.map(({ text }) => text);
    },
    whispers: (user) =>
      sandbox.interactivity.ephemerals.all
        .filter((one) => one.user === user)
        .map(({ text }) => text ?? ''),
  };
}
