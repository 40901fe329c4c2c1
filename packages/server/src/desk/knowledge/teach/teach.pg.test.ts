import type { KnowledgePage, KnowledgeView } from '@belay/contract/desk/knowledge';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import type { InsertRows } from '../../../memory/capture/write-rows.ts';
import { type KnowledgeWorld, knowledgeWorld } from '../testing/knowledge-world.ts';
import { makeDocx } from '../testing/make-docx.ts';
import { makePdf } from '../testing/make-pdf.ts';
import { adoptOrphans } from './adopt-orphans.ts';

let world: KnowledgeWorld;
beforeAll(async () => {
  world = await knowledgeWorld();
});
afterAll(() => world.close());

const path = (id = '') => `/v1/agents/${world.agent}/knowledge${id && `/${id}`}`;
const chapters = (count: number, word = 'old') =>
  Array.from({ length: count }, (_, n) => `# Chapter ${n}\n\nThe ${word} words of ${n}.`).join(
    '\n\n',
  );
async function uploaded(name: string, bytes: Uint8Array | string): Promise<KnowledgeView> {
  const answer = await world.upload(name, bytes);
  if (answer.status !== 201) throw new Error(`${answer.status} ${await answer.text()}`);
  return (await answer.json()) as KnowledgeView;
}

/** A capture whose process dies before its nth commit. */
function dyingCapture(nth: number) {
  const { capture } = world.server.ctx;
  let commits = 0;
  return {
    ...capture,
    writeBy: (insert: InsertRows, rows: Parameters<typeof capture.writeBy>[1]) => {
      if (++commits === nth) throw new Error('killed');
      return capture.writeBy(insert, rows);
    },
  };
}

describe('[DSK-1] a kill in the middle of teaching', () => {
  it.each([1, 2, 3])(
    '[DSK-1] before commit %i: begun again, nothing twice, nothing lost',
    async (nth) => {
      const { id } = await world.add({ kind: 'text', title: `Book ${nth}`, text: chapters(250) });
      const ctx = { capture: dyingCapture(nth) };
      await expect(world.work(id, { ctx })).rejects.toThrow('killed');
      expect(await world.read(id)).toMatchObject({ state: 'learning', pieces: (nth - 1) * 100 });
      expect(await world.work(id)).toMatchObject({ state: 'ready', pieces: 250 });
      const texts = await world.taught(id);
      expect([texts.length, new Set(texts).size]).toEqual([250, 250]);
    },
  );

  it('[DSK-1] of a change: what stands stays, old words never come back', async () => {
    const { id } = await world.add({ kind: 'text', title: 'Tome', text: chapters(250) });
    await world.work(id);
    const text = `${chapters(120)}\n\n${chapters(130, 'new').replaceAll('Chapter', 'Part')}`;
    await world.ask('PATCH', path(id), { title: 'Tome', text });
    const ctx = { capture: dyingCapture(2) };
    await expect(world.work(id, { ctx })).rejects.toThrow('killed');
    expect(await world.work(id)).toMatchObject({ state: 'ready', pieces: 250 });
    const texts = await world.taught(id);
    expect(texts.filter((each) => each.includes('old words'))).toHaveLength(120);
    expect(texts.filter((each) => each.includes('new words'))).toHaveLength(130);
  });

  it('[DSK-1] of a removal', async () => {
    const { id } = await world.add({ kind: 'text', title: 'Gone', text: chapters(3) });
    await world.work(id);
    await world.ask('DELETE', path(id));
    const killed = {
      blobs: { ...world.server.ctx.blobs, sweep: () => Promise.reject(new Error('killed')) },
    };
    await expect(world.work(id, { ctx: killed })).rejects.toThrow('killed');
    expect(await world.read(id)).toMatchObject({ state: 'removing' });
    await expect(world.work(id)).rejects.toThrow('404');
    expect(await world.taught(id)).toEqual([]);
  });
});

test('[DSK-1] changed while an older version is being taught: the older one ends', async () => {
  const { id } = await world.add({ kind: 'text', title: 'Race', text: chapters(150) });
  const { capture } = world.server.ctx;
  const slow = {
    ...capture,
    async writeBy(insert: InsertRows, rows: Parameters<typeof capture.writeBy>[1]) {
      const written = await capture.writeBy(insert, rows);
      await world.ask('PATCH', path(id), { title: 'Race', text: chapters(2, 'final') });
      return written;
    },
  };
  expect(await world.work(id, { ctx: { capture: slow } })).toMatchObject({ state: 'learning' });
  expect(await world.work(id)).toMatchObject({ state: 'ready', pieces: 2 });
  expect((await world.taught(id)).every((text) => text.includes('final words'))).toBe(true);
});

test('[DSK-1] two processes at the same source teach it once', async () => {
  const { id } = await world.add({ kind: 'text', title: 'Both', text: chapters(150) });
  await Promise.all([world.work(id), world.work(id)]);
  expect(await world.read(id)).toMatchObject({ state: 'ready', pieces: 150 });
  expect(await world.taught(id)).toHaveLength(150);
});

test('[DSK-1] a question and its answer are found by either', async () => {
  const { id } = await world.add({
    kind: 'qa',
    question: 'Do you ship\nto Norway?',
    answer: 'Yes, within five days.',
  });
  expect(await world.work(id)).toMatchObject({
    ...{ title: 'Do you ship to Norway?', state: 'ready', pieces: 1 },
    ...{ question: 'Do you ship\nto Norway?', answer: 'Yes, within five days.' },
  });
  expect(await world.taught(id)).toEqual(['Do you ship to Norway?\nYes, within five days.']);
});

test('[MAP-10] secrets are cut out before anything is taught, and it is said', async () => {
  const secret = ['xoxb', '1234567890', '1234567890', 'abcdefghijklmnopqrstuvwx'].join('-');
  const { id } = await world.add({ kind: 'text', title: 'Setup', text: `Use ${secret} as token.` });
  const view = await world.work(id);
  expect(view).toMatchObject({ state: 'ready', pieces: 1 });
  expect(view.sentence).toContain('One secret was cut out');
  expect((await world.taught(id)).join()).not.toContain(secret);
});

describe('[DSK-1] documents', () => {
  it('[DSK-1] PDF, Word, HTML, CSV and text are taught by their words', async () => {
    const all: [string, Uint8Array | string, string][] = [
      [
        'Guide.pdf',
        makePdf([[{ text: 'Ropes last for ten years.', y: 700 }]]),
        'Guide\nRopes last for ten years.',
      ],
      [
        'Prices.docx',
        await makeDocx([{ text: 'Ropes', style: 'Heading1' }, { text: 'Forty euros.' }]),
        'Prices › Ropes\nForty euros.',
      ],
      [
        'page.html',
        '<title>About us</title><p>We make ropes by hand.</p><script>no()</script>',
        'About us\nWe make ropes by hand.',
      ],
      ['list.csv', 'Name,Price\nRope,40\n', 'list\nName: Rope; Price: 40'],
      ['note.txt', 'Closed on Mondays.', 'note\nClosed on Mondays.'],
    ];
    for (const [name, bytes, text] of all) {
      const { id } = await uploaded(name, bytes);
      expect(await world.work(id)).toMatchObject({ state: 'ready', title: name, pieces: 1 });
      expect(await world.taught(id)).toEqual([text]);
    }
    // the bytes are needed no more
    expect((await world.server.pool.query('select from knowledge_upload')).rows).toEqual([]);
  });

  it('[DSK-1] one of pictures only says that no text was found', async () => {
    const { id } = await uploaded('scan.pdf', makePdf([{ raw: Buffer.from('q Q') }]));
    expect(await world.work(id)).toMatchObject({
      ...{ state: 'failed', pieces: 0 },
      sentence: expect.stringContaining('No text was found'),
    });
  });

  it.each([
    ['a picture', 'x.pdf', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), 415],
    ['nothing', 'x.pdf', '', 422],
    ['more than 20 MB', 'x.txt', Buffer.alloc(20 * 1024 * 1024 + 1, 97), 413],
    ['no name', '', 'text', 422],
  ])('[SEC-5] %s is refused at once', async (_, name, bytes, status) => {
    const answer = await world.upload(name, bytes);
    expect(answer.status).toBe(status);
    expect(((await answer.json()) as { message: string }).message).toMatch(/\.$/);
  });
});

test('[DSK-1] a very long document is taught as far as it goes, and says so', async () => {
  const { id } = await uploaded('long.txt', `${'word '.repeat(200)}\n\n`.repeat(3_100));
  const view = await world.work(id);
  // the same words again and again, and where they were cut
  expect(view).toMatchObject({ state: 'partial', pieces: 2 });
  expect(view.sentence).toContain('Only its beginning was taught');
});

test('[DSK-1] a source whose job died for good gets another one', async () => {
  const { id } = await world.add({ kind: 'text', title: 'Orphan', text: 'words' });
  const jobs = async () => {
    const { rows } = await world.server.pool.query<{ attempts: number }>(
      'select attempts from graphile_worker.jobs where key = $1',
      [`teach:${(await world.run(id)).id}`],
    );
    return rows.map(({ attempts }) => attempts);
  };
  await adoptOrphans(world.server.ctx);
  expect(await jobs()).toEqual([0]);
  await world.server.pool.query(
    `update graphile_worker._private_jobs set attempts = max_attempts where key = $1`,
    [`teach:${(await world.run(id)).id}`],
  );
  await adoptOrphans(world.server.ctx);
  expect(await jobs()).toEqual([0]);
});

test('[DSK-1] the list is paged, searched, and carries no texts', async () => {
  const agent = await world.ask<{ id: string }>('POST', '/v1/agents', { name: 'Bo' });
  const list = `/v1/agents/${agent.id}/knowledge`;
  for (const n of [1, 2, 3, 4, 5])
    await world.ask('POST', list, { kind: 'text', title: `Text ${n}`, text: 'words' });
  await world.ask('POST', list, { kind: 'qa', question: 'Why 3?', answer: 'Because.' });
  const titles: string[] = [];
  let cursor: string | null = '';
  for (let pages = 0; cursor !== null && pages < 9; pages++) {
    const page: KnowledgePage = await world.ask<KnowledgePage>(
      'GET',
      `${list}?limit=2${cursor && `&cursor=${cursor}`}`,
    );
    titles.push(...page.items.map(({ title }) => title));
    expect(page.items.every(({ text, answer }) => text === null && answer === null)).toBe(true);
    cursor = page.next_cursor;
  }
  expect(titles).toEqual(['Why 3?', 'Text 5', 'Text 4', 'Text 3', 'Text 2', 'Text 1']);
  const found = await world.ask<KnowledgePage>('GET', `${list}?query=3&kind=text`);
  expect(found.items.map(({ title }) => title)).toEqual(['Text 3']);
});

test.each<[object, string]>([
  [{ kind: 'site', url: 'ftp://x.example/' }, 'url'],
  [{ kind: 'site', url: 'https://x.example/file.pdf' }, 'url'],
  [{ kind: 'text', title: ' ', text: 'x' }, 'title'],
  [{ kind: 'text', title: 'T', text: 'x'.repeat(200_001) }, 'text'],
  [{ kind: 'qa', question: ' ', answer: 'x' }, 'question'],
])(
  '[DSK-1] what can’t be taught is refused, and the answer names the field: %#',
  async (body, field) => {
    const answer = await world.owner.call('POST', path(), body);
    expect([answer.status, await answer.json()]).toEqual([
      422,
      expect.objectContaining({ details: expect.objectContaining({ field }) }),
    ]);
  },
);

test('[DSK-1] what can’t be changed or read again says what to do instead', async () => {
  const text = await world.add({ kind: 'text', title: 'T', text: 'words' });
  const document = await uploaded('a.txt', 'words of a document');
  const refused = async (method: string, to: string, body: object) => {
    const answer = await world.owner.call(method, to, body);
    return [answer.status, ((await answer.json()) as { message: string }).message];
  };
  expect(await refused('POST', `${path(text.id)}/refresh`, {})).toEqual([
    409,
    expect.stringContaining('Only sites are read again'),
  ]);
  expect(await refused('PATCH', path(document.id), { title: 'T', text: 'x' })).toEqual([
    409,
    expect.stringContaining('Upload the new one'),
  ]);
  expect(await refused('PATCH', path(text.id), { title: 'T', text: 'a\0b' })).toEqual([
    422,
    'text: text without NUL.',
  ]);
  const site = await world.add({ kind: 'site', url: 'https://x.example/' });
  expect(await refused('PATCH', path(site.id), { pages: 501 })).toEqual([
    422,
    expect.stringMatching(/^pages: /),
  ]);
});

test('[DSK-1] a text that becomes empty forgets what it taught', async () => {
  const { id } = await world.add({ kind: 'text', title: 'T', text: 'words that stood here' });
  await world.work(id);
  await world.ask('PATCH', path(id), { title: 'T', text: '# Only\n\n# Headings' });
  expect(await world.work(id)).toMatchObject({ state: 'ready', pieces: 1 });
  await world.ask('PATCH', path(id), { title: 'T', text: ' \n ```' });
  expect(await world.work(id)).toMatchObject({ state: 'failed', pieces: 0 });
  expect(await world.taught(id)).toEqual([]);
});
