import { expect, test } from 'vitest';
import { wrap } from './wrap.ts';

test('[CLI-3] lines break between words, with a hanging indent', () => {
  expect(wrap('Invite the bot to #legal, then sync again.', 20, '! ', '  ')).toEqual([
    '! Invite the bot to',
    '  #legal, then sync',
    '  again.',
  ]);
  expect(wrap('https://a.very.long.address/of/all and more', 12, '  ')).toEqual([
    '  https://a.very.long.address/of/all',
    '  and more',
  ]);
  expect(wrap('', 10)).toEqual(['']);
});
