import { expect, test } from 'vitest';
import { sandboxFixture } from '../testing/sandbox-fixture.ts';

const { sandbox, world, faults, client, room } = await sandboxFixture();
const bot = client();

function shared() {
  const { mara, channel } = room();
  return world.upload({
    channel: channel.id,
    user: mara.id,
    name: 'Übersicht.csv',
    content: 'a,b\n1,2\n',
    text: 'the numbers',
  });
}

async function load(url: unknown, token?: string) {
  const headers = token ? { authorization: `Bearer ${token}` } : {};
  const response = await fetch(String(url), { headers });
  return {
    status: response.status,
    type: response.headers.get('content-type'),
    text: await response.text(),
  };
}

test('[SBX-1] a shared file stands on its message and gives its bytes to the right token', async () => {
  const { file, message } = shared();
  const channel = file.shares[0]?.channelId ?? '';
  const page = await bot.conversations.history({ channel });
  const [served] = page.messages?.[0]?.files ?? [];
  expect(page.messages?.[0]?.ts).toBe(message.ts);
  expect(served).toMatchObject({ id: file.id, name: 'Übersicht.csv', size: 8, mode: 'hosted' });
  const bytes = { status: 200, type: 'text/csv', text: 'a,b\n1,2\n' };
  expect(await load(served?.url_private, sandbox.botToken)).toEqual(bytes);
  expect(await load(served?.url_private_download, sandbox.botToken)).toEqual(bytes);
});

test('[SBX-2] without token, scope or right the answer is a page over HTTP 200', async () => {
  const { file } = shared();
  const { file: served } = await bot.files.info({ file: file.id });
  const page = { status: 200, type: 'text/html; charset=UTF-8' };
  const shy = sandbox.token({ scopes: ['channels:history'] });
  for (const token of [undefined, 'xoxb-wrong', shy])
    expect(await load(served?.url_private, token)).toMatchObject(page);
  faults.add({ kind: 'html_file', times: 1 });
  expect(await load(served?.url_private, sandbox.botToken)).toMatchObject(page);
  expect((await load(served?.url_private, sandbox.botToken)).type).toBe('text/csv');
  faults.add({ kind: 'rate_limit', method: 'download', retryAfterS: 3, times: 1 });
  expect((await load(served?.url_private, sandbox.botToken)).status).toBe(429);
});

test('[SBX-1] the official upload carries bytes, comment and thread', async () => {
  const { mara, channel } = room();
  const root = world.post({ channel: channel.id, user: mara.id, text: 'root' });
  await bot.filesUploadV2({
    channel_id: channel.id,
    thread_ts: root.ts,
    initial_comment: 'here',
    file: Buffer.from('# Runbook'),
    filename: 'runbook.md',
  });
  const { messages } = await bot.conversations.replies({ channel: channel.id, ts: root.ts });
  expect(messages?.[1]).toMatchObject({ text: 'here', files: [{ name: 'runbook.md', size: 9 }] });
  const url = messages?.[1]?.files?.[0]?.url_private;
  expect((await load(url, sandbox.botToken)).text).toBe('# Runbook');
  expect((await bot.files.list({ channel: channel.id })).files).toHaveLength(1);
});

test('[SBX-2] a deleted file leaves a stub, a hidden one its mode, a shared-in one asks for files.info', async () => {
  const { file } = shared();
  const channel = file.shares[0]?.channelId ?? '';
  const stub = async () => (await bot.conversations.history({ channel })).messages?.[0]?.files?.[0];
  world.changeFile(file.id, { mode: 'file_access' });
  expect(await stub()).toMatchObject({ mode: 'file_access', file_access: 'check_file_info' });
  expect((await bot.files.info({ file: file.id })).file).toMatchObject({ mode: 'hosted', size: 8 });
  world.changeFile(file.id, { mode: 'hidden_by_limit' });
  expect(await stub()).toMatchObject({ mode: 'hidden_by_limit' });
  world.deleteFile(file.id, file.userId);
  expect(await stub()).toEqual({ id: file.id, mode: 'tombstone' });
  await expect(bot.files.info({ file: file.id })).rejects.toThrow('file_deleted');
});

test('[SBX-1] only the own file can be deleted; a private one is not found by strangers', async () => {
  const { file } = shared();
  await expect(bot.files.delete({ file: file.id })).rejects.toThrow('cant_delete_file');
  const hers = world.addFile({ name: 'x.txt', user: file.userId, content: 'x' });
  await expect(bot.files.info({ file: hers.id })).rejects.toThrow('file_not_found');
});
