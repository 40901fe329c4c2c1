import { expect, test } from 'vitest';
import { returnCodes, returnSearch } from './return-search.ts';
import { returnWords } from './return-words.ts';

test('[INS-1] what comes back from consent is a known code: words of an address are never shown', () => {
  expect(returnSearch({ slack: 'access_denied', slack_error: 'access_denied' })).toEqual({
    slack: 'access_denied',
    slack_error: 'access_denied',
  });
  expect(returnSearch({ slack: 'Call us at 555', slack_error: 'x' })).toEqual({});
  expect(returnSearch({ slack: 'failed', slack_error: 'Call us at 555' })).toEqual({
    slack: 'failed',
  });
});

test('[INS-1] every reason has words that say what to do', () => {
  for (const code of returnCodes) expect(returnWords[code].text.length, code).toBeGreaterThan(20);
});
