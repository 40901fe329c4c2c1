import { slackSettings } from '@belay/contract/desk/slack';
import { expect, test } from 'vitest';
import { chooseStep } from './choose-step.ts';
import type { Way } from './read-way.ts';

const ladder = [
  { do: 'remind', after_minutes: 5 },
  { do: 'channel', after_minutes: 10, channel: 'C0LEADS' },
  { do: 'mail', after_minutes: 30 },
] as const;
const way = (more: Partial<Way> = {}): Way => ({
  settings: slackSettings.parse({ ladder }),
  installation: 'there',
  hasMail: true,
  shut: new Map(),
  ...more,
});
const noSlack = { installation: null };
const shut = { shut: new Map([['C0LEADS', 'trouble' as const]]) };

test.each<[string, number[], number[], Partial<Way>, number | null, number[]]>([
  ['what is due', [1, 2, 3], [1], {}, 1, []],
  ['of what is due the latest alone', [0, 1, 2, 3], [0, 1, 2], {}, 2, [0, 1]],
  [
    'without Slack the next step that can be done, though it isn’t due',
    [0, 1, 2, 3],
    [0],
    noSlack,
    3,
    [0, 1, 2],
  ],
  ['past a channel that is shut', [2, 3], [2], shut, 3, [2]],
  [
    'what was missed before, where nothing later can be done',
    [1, 2, 3],
    [1, 2],
    { ...shut, hasMail: false },
    1,
    [2],
  ],
  ['nothing where nothing can be done', [1, 2, 3], [1], { ...noSlack, hasMail: false }, null, [1]],
  ['nothing of a ladder that is shorter by now', [4], [4], {}, null, [4]],
])('[NTF-6] %s', (_, waiting, due, more, chosen, skipped) => {
  const choice = chooseStep(waiting, due, way(more));
  expect(choice.chosen).toBe(chosen);
  expect(choice.skipped.map(({ step }) => step)).toEqual(skipped);
  for (const { note } of choice.skipped) expect(note).toMatch(/^[A-Z].+\.$/);
});
