import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { writeZip } from '@belay/cli/testing/write-zip';
import { afterEach, expect, test } from 'vitest';
import { importFile } from './read-import.ts';
import type { MadeConnector } from './testing/make-connector.ts';
import { eventually, type WorkedWorkspace, workedWorkspace } from './testing/worked-workspace.ts';

let at: WorkedWorkspace;
afterEach(() => at?.close());

async function upload(
  made: MadeConnector,
  bytes: Buffer | undefined,
  state = 'waiting',
): Promise<{ id: string; path: string }> {
  const [id, file] = [randomUUID(), randomUUID()];
  const path = importFile(at.server.ctx.config.dataDir, file);
  await mkdir(dirname(path), { recursive: true });
  if (bytes) await writeFile(path, bytes);
  await at.pool.query(
    `insert into connector_import (tenant, id, connector, file, name, size_bytes, state, created_by)
     values ($1, $2, $3, $4, 'export.zip', $5, $6, 'user:ada')`,
    [made.tenant, id, made.connector, file, bytes?.length ?? 0, state],
  );
  await at.tell(made);
  return { id, path };
}

/** Two messages and a reply of long ago, in a channel that the live workspace doesn't have. */
function exportOf(teamId: string): Buffer {
  const user = { id: 'U0BEN00001', team_id: teamId, name: 'ben', profile: { real_name: 'Ben' } };
  const channel = { id: 'C0OLD00001', name: 'old', is_archived: false, members: [] };
  const said = (ts: string, text: string, more = {}) => ({
    type: 'message',
    user: user.id,
    ts,
    text,
    ...more,
  });
  const root = '1710502200.000100';
  return writeZip({
    'channels.json': JSON.stringify([channel]),
    'users.json': JSON.stringify([user]),
    'old/2024-03-15.json': JSON.stringify([
      said(root, 'long ago', {
        thread_ts: root,
        reply_count: 1,
        latest_reply: '1710502260.000200',
      }),
      said('1710502260.000200', 'an old reply', { thread_ts: root }),
      said('1710502300.000300', 'and another'),
    ]),
  });
}

const ended = (id: string) =>
  eventually(
    async () =>
      (
        await at.pool.query<{ state: string; reason: string | null; progress: object }>(
          'select state, reason, progress from connector_import where id = $1',
          [id],
        )
      ).rows[0],
    (row) => row?.state === 'done' || row?.state === 'failed',
  );

test('[SYN-8] an uploaded export is read beside the live workspace, told of, and removed', async () => {
  at = await workedWorkspace();
  at.sandbox.world.post({ channel: at.rope, user: at.person, text: 'live' });
  const made = await at.connect();
  await at.tell(made);
  await eventually(
    () => at.texts(made),
    (texts) => texts.includes('live'),
  );
  // as a process that was killed in the middle left it
  const team = at.sandbox.world.team.current.id;
  const { id, path } = await upload(made, exportOf(team), 'reading');
  expect(await ended(id)).toMatchObject({ state: 'done', progress: { messages: 2, replies: 1 } });
  await eventually(
    async () => existsSync(path),
    (there) => !there,
  );
  expect(await at.texts(made)).toEqual(['long ago', 'an old reply', 'and another', 'live']);
  // and the watch goes on
  at.sandbox.world.post({ channel: at.rope, user: at.person, text: 'live again' });
  await at.pool.query('update connector set epoch = epoch + 1 where id = $1', [made.connector]);
  await at.tell(made);
  await eventually(
    () => at.texts(made),
    (found) => found.includes('live again'),
  );
});

test('[SYN-8] what is no export, of another workspace, or gone is refused in words', async () => {
  at = await workedWorkspace();
  const made = await at.connect();
  const noZip = await upload(made, Buffer.from('not a zip'));
  expect(await ended(noZip.id)).toMatchObject({ state: 'failed', reason: expect.any(String) });
  const gone = await upload(made, undefined);
  expect((await ended(gone.id))?.reason).toMatch(/Upload it again/);
  const foreign = await upload(made, exportOf('T0ELSEWHERE'));
  expect((await ended(foreign.id))?.reason).toMatch(/T0ELSEWHERE/);
});
