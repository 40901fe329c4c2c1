import { slackInstallEnds } from '@belay/contract/desk/slack-install';
import { expect, test } from 'vitest';
import { returnLook } from './return-look.ts';
import { returnCodes, returnSearch } from './return-search.ts';

test('[INS-1] what comes back from consent is a known code: words of an address are never shown', () => {
  expect(returnCodes).toEqual(slackInstallEnds);
  expect(returnSearch({ slack: 'access_denied', slack_error: 'access_denied' })).toEqual({
    slack: 'access_denied',
    slack_error: 'access_denied',
  });
  expect(returnSearch({ slack: 'Call us at 555', slack_error: 'x' })).toEqual({});
  expect(returnSearch({ slack: 'failed', slack_error: 'Call us at 555' })).toEqual({
    slack: 'failed',
  });
});

test('[INS-1] trying again is offered where it can help', () => {
  expect(returnLook('access_denied')).toEqual({ tone: 'warn', again: true });
  expect(returnLook('connected').again).toBe(false);
  expect(returnLook('no_permission').again).toBe(false);
});
