import { expect, test } from 'vitest';
import { parseCommand } from './parse-command.ts';

test.each([
  ['', { do: 'help' }],
  ['help', { do: 'help' }],
  ['  STATUS ', { do: 'status' }],
  ['doctor please', { do: 'doctor' }],
  ['take 42', { do: 'take', number: 42 }],
  ['take #42', { do: 'take', number: 42 }],
  ['claim ＃４２', { do: 'take', number: 42 }],
  ['back 7', { do: 'back', number: 7 }],
  ['take', { do: 'help' }],
  ['take four', { do: 'help' }],
  ['take -1', { do: 'help' }],
  ['take 99999999999999999999', { do: 'help' }],
  ['constructor', { do: 'help' }],
  ['<@U0ADA> take 1', { do: 'help' }],
])('[TKO-1] /belay %s', (text, expected) => {
  expect(parseCommand(text)).toEqual(expected);
});
