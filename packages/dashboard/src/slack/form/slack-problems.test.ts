import { slackSettings } from '@belay/contract/desk/slack-settings';
import { expect, test } from 'vitest';
import { slackProblems } from './slack-problems.ts';

const rule = {
  name: 'Billing',
  when: { events: [], page: ['/billing'], words: [], languages: [], hours: null },
  channel: 'C0BILLING',
  mention: null,
};

test('[NTF-1] what a new integration begins with needs no mending', () => {
  expect(slackProblems(slackSettings.parse({}))).toEqual({});
  expect(slackProblems({ rules: [rule] })).toEqual({});
});

test('[NTF-1] a rule without a name or a channel, or with a language that is none, says so there', () => {
  const when = { ...rule.when, languages: ['de', 'german'] };
  expect(
    Object.keys(slackProblems({ rules: [rule, { ...rule, name: ' ', channel: '', when }] })),
  ).toEqual(['rules.1.name', 'rules.1.channel', 'rules.1.when.languages']);
});

test('[NTF-6] steps come in their order, in whole minutes, and name whom they call', () => {
  const problems = slackProblems({
    ladder: [
      { do: 'remind', after_minutes: 15 },
      { do: 'mention', after_minutes: 5, user_group: '' },
      { do: 'channel', after_minutes: Number.NaN, channel: '' },
      { do: 'mail', after_minutes: 20_000, to: ['ann@shop.example', 'ann at shop'] },
    ],
  });
  expect(problems['ladder.0.after_minutes']).toBeUndefined();
  expect(problems['ladder.1.after_minutes']).toContain('15');
  expect(problems['ladder.1.user_group']).toBeDefined();
  expect(problems['ladder.2.after_minutes']).toBeDefined();
  expect(problems['ladder.2.channel']).toBeDefined();
  expect(problems['ladder.3.after_minutes']).toBeDefined();
  expect(problems['ladder.3.to']).toContain('ann at shop');
});

test('[TKO-4] the delay of replies is 0 to 10 whole seconds; a digest has a channel and a time', () => {
  expect(slackProblems({ thread_delay: 0, digest: null })).toEqual({});
  expect(
    Object.keys(slackProblems({ thread_delay: 2.5, digest: { channel: '', at: '' } })),
  ).toEqual(['thread_delay', 'digest.channel', 'digest.at']);
});
