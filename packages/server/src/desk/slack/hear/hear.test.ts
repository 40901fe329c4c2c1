import { fromFields } from '@belay/slack/parse/parse-body';
import type pg from 'pg';
import { expect, test } from 'vitest';
import type { Installed } from '../../../slack-app/book/installation-book.ts';
import { hear } from './hear.ts';

const installed = (hasDesk: boolean): Installed => ({
  ...{ tenant: 't', id: 'i', teamId: 'T1', enterpriseId: undefined, appId: 'A1' },
  ...{ botUserId: 'UBOT', hasDesk, apiUrl: undefined },
});
const line = {
  ...{ type: 'message', channel: 'C1', user: 'U1', text: 'hello' },
  ...{ ts: '1710502200.000100', thread_ts: '1710502100.000100' },
};
const event = (inner: object) =>
  fromFields({ type: 'event_callback', event_id: 'Ev1', event: inner });

const now = () => 1710502200_000;

/** A database that counts who asks it. */
function counting(answer: () => Promise<unknown> = async () => ({ rows: [] })) {
  let asked = 0;
  const query = () => {
    asked += 1;
    return answer();
  };
  // `hear` asks it for nothing else
  return { pool: { query } as unknown as pg.Pool, asked: () => asked };
}

test('[TKO-4] an installation without agents costs the desk nothing at all', async () => {
  const { pool, asked } = counting();
  await hear({ pool, now }, [installed(false)], event(line));
  await hear({ pool, now }, [], event(line));
  expect(asked()).toBe(0);
});

test('[TKO-4] a command is heard in any case', async () => {
  const { pool, asked } = counting();
  const command = { command: '/belay', text: 'doctor', user_id: 'U1', channel_id: 'C1' };
  await hear({ pool, now }, [installed(false)], fromFields(command));
  expect(asked()).toBe(1);
});

test('[TKO-4] what no card is concerned with costs one look, or none', async () => {
  const { pool, asked } = counting();
  await hear({ pool, now }, [installed(true)], event({ ...line, thread_ts: undefined }));
  await hear({ pool, now }, [installed(true)], event({ ...line, bot_id: 'B1' }));
  await hear({ pool, now }, [installed(true)], event({ type: 'reaction_added', user: 'U1' }));
  expect(asked()).toBe(0);
  await hear({ pool, now }, [installed(true)], event(line));
  expect(asked()).toBe(1);
});

test('[TKO-4] what can’t be stored is not answered as if it were: Slack repeats it', async () => {
  const { pool } = counting(() => Promise.reject(new Error('the database is away')));
  await expect(hear({ pool, now }, [installed(true)], event(line))).rejects.toMatchObject({
    ...{ code: 'UNAVAILABLE', retriable: true },
  });
});
