import type { Channel } from '@belay/slack/model';
import { expect, it } from 'vitest';
import { selectChannels } from './select-channels.ts';

const channel = (id: string, name: string, more: Partial<Channel> = {}): Channel => ({
  id,
  name,
  isPrivate: false,
  isArchived: false,
  isMember: true,
  isDirect: false,
  isShared: false,
  previousNames: [],
  ...more,
});
const all = [
  channel('C1', 'engineering'),
  channel('C2', 'product', { previousNames: ['produkt'] }),
  channel('C3', 'board', { isPrivate: true }),
  channel('C4', 'old', { isArchived: true, isMember: false }),
  channel('D1', 'someone', { isDirect: true }),
];
const ids = (wanted?: string[]) => selectChannels(all, wanted).map(({ id }) => id);

it('[SYN-7] all public ones by default; private ones only by name; direct messages never', () => {
  expect(ids()).toEqual(['C1', 'C2']);
  expect(ids(['#engineering', 'board', 'C1', ' Product '])).toEqual(['C1', 'C3', 'C2']);
});

it('[SYN-7] unknown names are refused with what is near', () => {
  expect(() => ids(['enginering'])).toThrow('Did you mean #engineering?');
  expect(() => ids(['#produkt'])).toThrow('it is now #product');
  expect(() => ids(['#zebra'])).toThrow('There is no channel "#zebra".');
});
