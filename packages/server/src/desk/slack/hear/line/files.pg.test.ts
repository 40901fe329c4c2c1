import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { eventually } from '../../../../testing/eventually.ts';
import { type HearWorld, hearWorld, type OpenCase } from '../testing/hear-world.ts';

let world: HearWorld;
let one: OpenCase;
beforeAll(async () => {
  world = await hearWorld();
});
afterAll(() => world.close());
beforeEach(async () => {
  world.sandbox.faults.clear();
  one = await world.claimed();
  world.sandbox.interactivity.ephemerals.clear();
});

const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
const file = (name: string, content: Uint8Array | string) =>
  world.sandbox.world.addFile({ name, content, user: world.ann.slack }).id;

async function filesOf(): Promise<{ text: string; names: string[]; bytes: string[] }[]> {
  const answer = await one.visitor.call('GET', `/v1/widget/conversations/${one.id}`);
  const { messages } = (await answer.json()) as {
    messages: {
      author: { kind: string };
      text: string;
      files: { name: string; url: string }[];
      deleted_at: string | null;
    }[];
  };
  const own = messages.filter((each) => each.author.kind === 'operator' && !each.deleted_at);
  return Promise.all(
    own.map(async ({ text, files }) => ({
      text,
      names: files.map(({ name }) => name),
      bytes: await Promise.all(
        files.map(async ({ url }) =>
          Buffer.from(await (await fetch(new URL(url, world.server.url))).arrayBuffer()).toString(
            'base64',
          ),
        ),
      ),
    })),
  );
}

test('[TKO-4] files go with their line, byte for byte; deleted in Slack they leave the visitor', async () => {
  const picture = file('knot.png', png);
  const ts = world.type(world.ann.slack, one, 'Like this', { files: [picture] });
  await eventually(filesOf).toEqual([
    { text: 'Like this', names: ['knot.png'], bytes: [png.toString('base64')] },
  ]);
  await eventually(() => world.line(ts)).toMatchObject({ fate: 'sent' });
  world.sandbox.world.deleteFile(picture, world.ann.slack);
  await eventually(filesOf).toEqual([{ text: 'Like this', names: [], bytes: [] }]);
});

test('[TKO-4] a file alone is a line, too', async () => {
  world.type(world.ann.slack, one, '', { files: [file('list.txt', 'rope\nring\n')] });
  await eventually(async () => (await filesOf())[0]?.names).toEqual(['list.txt']);
});

test('[TKO-4] a file that can’t be passed on holds its line; sent after all, the words go without it', async () => {
  const ts = world.type(world.ann.slack, one, 'The tool', {
    files: [file('tool.png', 'MZ\u0000\u0001 not a picture'), file('knot.png', png)],
  });
  await eventually(() => world.line(ts)).toMatchObject({ fate: 'held', reason: 'refused_file' });
  expect(await filesOf()).toEqual([]);
  const asked = () => world.sandbox.interactivity.ephemerals.all.at(-1);
  await eventually(() => asked()?.text).toContain('one of its files can’t be passed on');
  await world.sandbox.interactivity.click(
    world.ann.slack,
    { channel: one.channel, ephemeral: asked()?.ts ?? '' },
    { actionId: 'belay_send' },
  );
  await eventually(async () => (await filesOf()).map(({ text, names }) => [text, names])).toEqual([
    ['The tool', ['knot.png']],
  ]);
});

test('[TKO-4] a sign-in page instead of bytes is no file', async () => {
  world.sandbox.faults.add({ kind: 'html_file' });
  const ts = world.type(world.ann.slack, one, 'See', { files: [file('knot.png', png)] });
  await eventually(() => world.line(ts)).toMatchObject({ fate: 'held', reason: 'refused_file' });
});

test('[TKO-4] a note keeps the names of its files', async () => {
  world.type(world.ann.slack, one, '! see inside', { files: [file('inner.png', png)] });
  await eventually(() => world.notes(one)).toEqual(['see inside\n[inner.png]']);
  expect(await filesOf()).toEqual([]);
});
