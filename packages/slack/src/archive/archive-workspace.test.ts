import { expect, test } from 'vitest';
import type { Page } from '../model.ts';
import { type TemporaryZip, zipOf } from '../testing/zip-of.ts';
import { type ArchiveOptions, ArchiveWorkspace } from './archive-workspace.ts';
import type { Problem } from './problem.ts';

const day1 = 1710460800;
const day2 = day1 + 86_400;
const at = (seconds: number, sequence = 1) => `${seconds}.${String(sequence).padStart(6, '0')}`;
const said = (ts: string, more: object = {}) => ({
  type: 'message',
  user: 'U1',
  text: `at ${ts}`,
  ts,
  ...more,
});

const root = at(day1 + 10);
const files = {
  'channels.json': [
    { id: 'C1', name: 'general', is_archived: false },
    { id: 'C2', name: 'größe-naïve' },
    { id: 'C3', name: 'never-used' },
  ],
  'groups.json': [{ id: 'G1', name: 'board' }],
  'dms.json': [{ id: 'D1', members: ['U1', 'U2'] }],
  'users.json': [
    {
      id: 'U1',
      team_id: 'T1',
      name: 'ada',
      profile: { display_name: 'Ada', email: 'ada@example.com' },
    },
    { id: 'U2', team_id: 'T1', name: 'bo' },
    { id: 'U3', team_id: 'TOTHER', name: 'guest' },
  ],
  'integration_logs.json': [{}],
  'general/2024-03-15.json': [
    said(root, { thread_ts: root, reply_count: 2, latest_reply: at(day2 + 5) }),
    said(at(day1 + 20), { thread_ts: root }),
    said(at(day1 + 30)),
    said(at(day1 + 40), { subtype: 'thread_broadcast', thread_ts: root }),
  ],
  'general/2024-03-16.json': [
    said(at(day2 + 5), { thread_ts: root, edited: { user: 'U1', ts: at(day2 + 9, 0) } }),
    said(at(day2 + 1)),
    { type: 'message', text: 'no ts at all' },
  ],
  'größe-naïve/2024-03-15.json': [said(at(day1 + 1))],
  'board/2024-03-15.json': [said(at(day1 + 2))],
  'D1/2024-03-15.json': [said(at(day1 + 3))],
};

async function opened(zip: TemporaryZip, options: ArchiveOptions = {}) {
  const problems: Problem[] = [];
  const archive = await ArchiveWorkspace.open(zip.path, {
    domain: 'acme-corp',
    report: (problem) => problems.push(problem),
    ...options,
  });
  return { archive, problems, [Symbol.dispose]: () => archive.close() };
}

const stamps = (page: Page) => page.messages.map((message) => message.ts);

test('[SYN-8] channels, people and identity; every channel counts as joined', async () => {
  await using zip = await zipOf(files);
  using source = await opened(zip);
  const { archive, problems } = source;
  for await (const page of archive.channels())
    expect(
      page.map(({ id, name, isPrivate, isMember }) => [id, name, isPrivate, isMember]),
    ).toEqual([
      ['C1', 'general', false, true],
      ['C2', 'größe-naïve', false, true],
      ['C3', 'never-used', false, true],
      ['G1', 'board', true, true],
    ]);
  expect(await archive.identity()).toMatchObject({ teamId: 'T1', domain: 'acme-corp' });
  expect(await archive.person('U1')).toMatchObject({ name: 'Ada', email: 'ada@example.com' });
  await expect(archive.person('U404')).rejects.toMatchObject({ code: 'user_not_found' });
  await expect(archive.channel('C404')).rejects.toMatchObject({ code: 'channel_not_found' });
  expect(problems).toEqual([]);
});

test('[SYN-8] history is newest first over all days, in pages, without plain replies', async () => {
  await using zip = await zipOf(files);
  using source = await opened(zip);
  const { archive, problems } = source;
  const first = await archive.history('C1', { limit: 2 });
  expect(stamps(first)).toEqual([at(day2 + 1), at(day1 + 40)]);
  expect(first).toMatchObject({ hasMore: true, isLimited: false });
  const second = await archive.history('C1', { limit: 2, cursor: first.cursor ?? '' });
  expect(stamps(second)).toEqual([at(day1 + 30), root]);
  expect(second.hasMore).toBe(false);
  expect(stamps(await archive.history('C1', { oldest: root, latest: at(day2 + 1) }))).toEqual([
    at(day1 + 40),
    at(day1 + 30),
  ]);
  expect(stamps(await archive.history('C2', {}))).toEqual([at(day1 + 1)]);
  expect(await archive.history('C3', {})).toMatchObject({ messages: [], hasMore: false });
  expect(problems).toEqual([
    { path: 'general/2024-03-16.json', reason: '1 of its items are no messages and were left out' },
  ]);
});

test('[SYN-8] a thread is gathered over its days, oldest first, the root on each page', async () => {
  await using zip = await zipOf(files);
  using source = await opened(zip);
  const first = await source.archive.replies('C1', root, { limit: 3 });
  expect(stamps(first)).toEqual([root, at(day1 + 20), at(day1 + 40)]);
  const second = await source.archive.replies('C1', root, { limit: 3, cursor: first.cursor ?? '' });
  expect(stamps(second)).toEqual([root, at(day2 + 5)]);
  expect(second.hasMore).toBe(false);
  await expect(source.archive.replies('C1', at(1), {})).rejects.toMatchObject({
    code: 'thread_not_found',
  });
});

test('[SYN-10] what an export says was true up to its newest instant', async () => {
  await using zip = await zipOf(files);
  using source = await opened(zip);
  const { read } = await source.archive.history('C2', {});
  expect(read).toEqual({ lo: 0, hi: (day2 + 9) * 1000 });
});

test('[MAP-3] replies whose root lies outside the export are still found', async () => {
  const outside = at(day1 - 500);
  await using zip = await zipOf({
    ...files,
    'never-used/2024-03-15.json': [said(at(day1 + 7), { thread_ts: outside }), said(at(day1 + 8))],
  });
  using source = await opened(zip);
  const page = await source.archive.history('C3', {});
  expect(page.messages).toMatchObject([
    { ts: at(day1 + 8) },
    {
      ts: outside,
      kind: 'withheld',
      threadTs: outside,
      thread: { replyCount: 1, latestReply: at(day1 + 7) },
    },
  ]);
  expect(stamps(await source.archive.replies('C3', outside, {}))).toEqual([outside, at(day1 + 7)]);
});

test('[SYN-8] damaged parts are named and skipped, and prove nothing; the rest is complete', async () => {
  await using zip = await zipOf({
    ...files,
    'general/2024-03-14.json': '[{"ts":"1710374400.000001","text":"cut in the mid',
    'general/2024-03-17.json': { no: 'list' },
    'nobody/2024-03-15.json': [],
  });
  using source = await opened(zip);
  const { archive, problems } = source;
  const page = await archive.history('C1', {});
  expect(page.messages).toHaveLength(4);
  expect(page.isLimited).toBe(true);
  const middle = await archive.history('C1', { oldest: at(day1), latest: at(day2 + 1), limit: 1 });
  expect(middle).toMatchObject({ hasMore: true, isLimited: false });
  expect(problems).toEqual(
    expect.arrayContaining([
      { path: 'nobody/', reason: 'no list names its channel, so 1 of its files were left out' },
      { path: 'general/2024-03-14.json', reason: 'it is not valid JSON' },
      { path: 'general/2024-03-17.json', reason: 'it is not a list of messages' },
    ]),
  );
  await archive.history('C1', {});
  expect(problems.filter(({ path }) => path === 'general/2024-03-14.json')).toHaveLength(1);
});

test('[SYN-8] a damaged part is named once, however many read it at the same time', async () => {
  await using zip = await zipOf({ ...files, 'general/2024-03-18.json': '[{"ts":"17106' });
  using source = await opened(zip);
  const { archive, problems } = source;
  await Promise.all(['C1', 'C2'].map((channel) => archive.history(channel, {})));
  const damaged = problems.filter(({ path }) => path === 'general/2024-03-18.json');
  expect(damaged).toEqual([{ path: 'general/2024-03-18.json', reason: 'it is not valid JSON' }]);
});

test('[SYN-8] an export that was packed again inside a folder', async () => {
  const wrapped = Object.fromEntries(
    Object.entries(files).map(([name, content]) => [`Acme export/${name}`, content]),
  );
  await using zip = await zipOf({ ...wrapped, '__MACOSX/Acme export/._channels.json': 'x' });
  using source = await opened(zip);
  expect((await source.archive.history('C1', {})).messages).toHaveLength(4);
});

test('[SYN-8] names that lead out of the archive are named and skipped', async () => {
  await using zip = await zipOf(
    { ...files, 'xx/xx/evil/2024-03-15.json': [] },
    { 'xx/xx/evil': '../../evil' },
  );
  using source = await opened(zip);
  expect(source.problems).toEqual([
    { path: '../../evil/2024-03-15.json', reason: 'its name leads out of the archive' },
  ]);
});

test('[SYN-8] an entry that would unpack without measure is named and skipped', async () => {
  await using zip = await zipOf({
    ...files,
    'never-used/2024-03-15.json': Buffer.alloc(129 * 1024 * 1024, ' '),
  });
  using source = await opened(zip);
  expect(source.problems).toEqual([
    { path: 'never-used/2024-03-15.json', reason: 'it would unpack to 129 MiB' },
  ]);
});

test('[SYN-8] what is no export is refused, and so is one of an unknown workspace', async () => {
  await using other = await zipOf({ 'readme.json': {} });
  await expect(ArchiveWorkspace.open(other.path)).rejects.toMatchObject({ code: 'not_an_export' });
  await expect(ArchiveWorkspace.open(import.meta.filename)).rejects.toMatchObject({
    code: 'not_an_export',
  });
  await using zip = await zipOf(files);
  const archive = await ArchiveWorkspace.open(zip.path);
  await expect(archive.identity()).rejects.toMatchObject({ code: 'unknown_workspace' });
  archive.close();
});

test('[MAP-4] a file whose link leads elsewhere is not fetched', async () => {
  await using zip = await zipOf(files);
  const asked: unknown[] = [];
  using source = await opened(zip, {
    token: 'xoxb-test-only',
    fetch: async (...request) => {
      asked.push(request);
      return new Response('bytes');
    },
  });
  const file = { id: 'F1', name: 'a', mimetype: 'text/plain', size: 5, mode: 'hosted', created: 0 };
  const from = (urlPrivate: string) => source.archive.download({ ...file, urlPrivate });
  await expect(from('https://example.com/a?t=xoxe-1')).rejects.toMatchObject({
    code: 'unexpected_file_host',
  });
  await expect(source.archive.download(file)).rejects.toMatchObject({ code: 'file_without_url' });
  expect(asked).toEqual([]);
  const { body } = await from('https://files.slack.com/files-pri/T1-F1/a?t=xoxe-1');
  expect(await new Response(body).text()).toBe('bytes');
});
