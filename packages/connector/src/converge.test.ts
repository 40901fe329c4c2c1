import { expect, it } from 'vitest';
import { checkMany } from './testing/converge/check-many.ts';
import { play } from './testing/converge/play.ts';

/** The same schedules on every machine; thousands of others with `npm run bench -- converge`. */
const seed = 20_261_102;
const runs = 250;

it('[SYN-1] random schedules converge: nothing lost, nothing twice, nothing that was deleted', async () => {
  const { failure } = await checkMany({ seed, runs });
  const again = `again: npm run bench -- converge --seed ${seed} --path ${failure?.path}`;
  expect(
    failure?.complaints ?? [],
    failure && `${JSON.stringify(failure.schedule)}\n${again}`,
  ).toEqual([]);
}, 180_000);

it('a schedule plays the same way every time', async () => {
  const lives: unknown[] = [];
  for (const time of ['first', 'second']) {
    const played: unknown[] = [];
    await checkMany({
      seed,
      runs: 5,
      onPlayed: (_, { steps, stored }) => played.push([steps, stored]),
    });
    expect(played, time).toHaveLength(5);
    lives.push(played);
  }
  expect(lives[0]).toEqual(lives[1]);
});

it('the judge sees a message that is missing', async () => {
  const { complaints } = await play(
    {
      setup: {
        limits: 'off',
        deletes: 'forget',
        edits: 'version',
        select: 'all',
        pageSize: 0,
        events: false,
        late: 'lost',
      },
      commands: [{ do: 'sync', audit: 'full', crash: 0, meanwhile: [] }],
    },
    ({ cortex }) => {
      for (const event of cortex.events.slice(0, 1)) event.forgotten = true;
    },
  );
  expect(complaints).toEqual([expect.stringContaining('lost: ')]);
});
