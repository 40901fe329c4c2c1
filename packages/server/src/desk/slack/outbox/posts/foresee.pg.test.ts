import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Draw } from '../drawn.ts';
import { drawText, type OutboxStage, outboxStage } from '../testing/outbox-stage.ts';
import type { ClaimedPost } from './claim-posts.ts';
import { drawForeseen, foresee } from './foresee.ts';

let stage: OutboxStage;
beforeAll(async () => {
  stage = await outboxStage();
});
afterAll(() => stage.close());
beforeEach(() => stage.pool.query('delete from slack_post'));

/** An outbox's eyes and pen; `drawn`: versions, as they were drawn. */
function work(draw: Draw = drawText) {
  const drawn: number[] = [];
  const ctx = stage.context();
  const place = { ...stage.place, ctx, now: () => ctx.now() };
  const counted: Draw = (given, tenant, posts) => {
    drawn.push(...posts.map(({ version }) => version));
    return draw(given, tenant, posts);
  };
  return { drawn, work: { place, draw: counted } };
}

const claim = 'attempts = attempts + 1';
/** As the outbox claims it, and what else became of it. */
async function claimed(id: string, change = claim): Promise<ClaimedPost> {
  const { rows } = await stage.pool.query<ClaimedPost>(
    `update slack_post set state = 'sending', ${change}
     where id = $1 returning *`,
    [id],
  );
  const [row] = rows;
  if (!row) throw new Error('the post is not there');
  return row;
}

test('[NTF-4] what was drawn while it was claimed is not drawn twice', async () => {
  const id = await stage.say(stage.channel('once'), 'words');
  const { drawn, ...at } = work();
  const foreseen = foresee(at.work, []);
  await foreseen;
  const { drawn: posts } = await drawForeseen(at.work, [await claimed(id)], foreseen);
  expect(posts.get(id)).toMatchObject({ message: { text: 'words v1' } });
  expect(drawn).toEqual([1]);
});

test.each([
  ['changed', `${claim}, version = version + 1`, 'words v2'],
  ['tried by another', 'attempts = attempts + 2', 'words v1'],
  ['taken back', `${claim}, wanted = false`, 'words v1'],
])('[NTF-4] what was %s in between is drawn again', async (_, change, text) => {
  const id = await stage.say(stage.channel('again'), 'words');
  const { drawn, ...at } = work();
  const foreseen = foresee(at.work, []);
  await foreseen;
  const { drawn: posts } = await drawForeseen(at.work, [await claimed(id, change)], foreseen);
  expect(posts.get(id)).toMatchObject({ message: { text } });
  expect(drawn).toHaveLength(2);
});

test('[NTF-4] a channel that waits is not drawn for, and of each other one its next post alone', async () => {
  const [busy, free] = [stage.channel('busy'), stage.channel('free')];
  await stage.say(busy, 'not yet');
  await stage.say(free, 'second', { rank: 1 });
  const id = await stage.say(free, 'first');
  const seen: string[] = [];
  const { work: eyes } = work((ctx, tenant, posts) => {
    seen.push(...posts.map((post) => post.id));
    return drawText(ctx, tenant, posts);
  });
  await foresee(eyes, [busy]);
  expect(seen).toEqual([id]);
});

test('[NTF-4] what can’t be drawn ahead is drawn once it is claimed', async () => {
  const id = await stage.say(stage.channel('later'), 'words');
  let isAway = true;
  const { work: eyes } = work((...what) => {
    if (isAway) throw new Error('the database is away');
    return drawText(...what);
  });
  const foreseen = foresee(eyes, []);
  await foreseen;
  isAway = false;
  const { drawn: posts, failed } = await drawForeseen(eyes, [await claimed(id)], foreseen);
  expect(posts.get(id)).toMatchObject({ message: { text: 'words v1' } });
  expect(failed).toEqual([]);
});
