import { slackSettings } from '@belay/contract/desk/slack-settings';
import { expect, test } from 'vitest';
import { chooseStep } from './choose-step.ts';
import type { Way } from './read-way.ts';

const ladder = [
  { do: 'remind', after_minutes: 5 },
  { do: 'channel', after_minutes: 10, channel: 'C0LEADS' },
  { do: 'mention', after_minutes: 20, user_group: 'S0GROUP1' },
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
const noMail = { hasMail: false };
const shut = { shut: new Map([['C0LEADS', 'trouble' as const]]) };

test.each<[string, number[], number[], Partial<Way>, number | null, number[]]>([
  ['what is due', [1, 2, 3, 4], [1], {}, 1, []],
  ['of what is due the latest alone', [0, 1, 2, 3, 4], [0, 1, 2], {}, 2, [0, 1]],
  ['past a channel that is shut to the next step in Slack', [2, 3, 4], [2], shut, 3, [2]],
  ['what was missed before, where nothing later can be done', [1, 4], [1, 4], noMail, 1, [4]],
  ['without Slack what is due and mails', [1, 2, 3, 4], [1, 2, 3, 4], noSlack, 4, [1, 2, 3]],
  ['nothing without Slack: a step that mails keeps its time', [0, 1, 4], [0], noSlack, null, [0]],
  ['nothing of a ladder that is shorter by now', [5], [5], {}, null, [5]],
])('[NTF-6] %s', (_, waiting, due, more, chosen, skipped) => {
  const choice = chooseStep(waiting, due, way(more));
  expect(choice.chosen).toBe(chosen);
  expect(choice.skipped.map(({ step }) => step)).toEqual(skipped);
  for (const { note } of choice.skipped) expect(note).toMatch(/^[A-Z].+\.$/);
});
