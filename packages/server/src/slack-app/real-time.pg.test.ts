import { afterAll, beforeAll, expect, test } from 'vitest';
import type { MadeConnector } from '../connectors/work/testing/make-connector.ts';
import {
  eventually as backfilled,
  type WorkedWorkspace,
  workedWorkspace,
} from '../connectors/work/testing/worked-workspace.ts';
import { eventually } from '../testing/eventually.ts';

let at: WorkedWorkspace;
let made: MadeConnector;
beforeAll(async () => {
  at = await workedWorkspace();
  const { sandbox, pool, server } = at;
  say('before');
  made = await at.connect({ mode: 'realtime' });
  await pool.query(
    'update slack_installation set signing_secret = $2, bot_user_id = $3 where id = $1',
    [
      made.installation,
      server.ctx.sealer.seal(`slack-signing:${made.installation}`, sandbox.signingSecret),
      sandbox.app.botUserId,
    ],
  );
  await at.tell(made);
  await backfilled(
    () => at.texts(made),
    (texts) => texts.length === 1,
  );
  await sandbox.events.subscribe({ url: `${server.url}/slack/events` });
});
afterAll(() => at.close());

function say(text: string): string {
  return at.sandbox.world.post({ channel: at.rope, user: at.person, text }).ts;
}
const left = async () => (await at.pool.query('select 1 from delivery')).rowCount;

test('[MGD-4] what is said, changed and deleted in Slack is so in the memory, and no body stays', async () => {
  const kept = say('the splice holds');
  const gone = say('a slip of the tongue');
  await eventually(() => at.texts(made)).toContain('a slip of the tongue');
  at.sandbox.world.edit(at.rope, kept, { text: 'the splice held 23 kN' });
  at.sandbox.world.delete(at.rope, gone);
  await eventually(() => at.texts(made)).toEqual([
    ...['before', 'the splice holds', 'the splice held 23 kN'],
  ]);
  await eventually(left).toBe(0);
});

test('[MGD-4] a delivery that comes three times under other ids is one experience', async () => {
  at.sandbox.faults.add({ kind: 'duplicate', copies: 2, times: 1 });
  say('thrice told');
  await eventually(() => at.texts(made)).toContain('thrice told');
  await eventually(left).toBe(0);
  expect((await at.texts(made)).filter((text) => text === 'thrice told')).toHaveLength(1);
});

test('[SYN-12] what Slack dropped for its limit is read at once, long before the next audit', async () => {
  at.sandbox.events.perHour = 0;
  say('dropped by Slack');
  await eventually(() => at.texts(made)).toContain('dropped by Slack');
});
