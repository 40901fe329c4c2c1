import type { Channel } from '@belay/slack/model';
import { expect, test } from 'vitest';
import { searchChannels } from './search-channels.ts';

const channel = (name: string, is: Partial<Channel> = {}): Channel => ({
  id: `C${name.toUpperCase()}`,
  name,
  isPrivate: false,
  isArchived: false,
  isMember: false,
  isDirect: false,
  isShared: false,
  previousNames: [],
  ...is,
});
const all = ['ab', 'eng', 'eng-old', 'my-eng', 'sales'].map((name) =>
  channel(name, { isArchived: name === 'eng-old' }),
);
const search = (query: string, names?: string[], page = { offset: 0, limit: 50 }) => {
  const { items, ...rest } = searchChannels(all, { query, names, ...page });
  return { ...rest, names: items.map(({ name }) => name) };
};

test('[MGD-1] a search ranks names that begin with it first and archived channels last', () => {
  expect(search('#EN').names).toEqual(['eng', 'my-eng', 'eng-old']);
  expect(search('CSALES').names).toEqual(['sales']);
  expect(search('nothing')).toEqual({ names: [], total: 0, unknown: [] });
  expect(search('').names).toEqual(['ab', 'eng', 'my-eng', 'sales', 'eng-old']);
});

test('[MGD-1] named channels come first whatever the query, unknown names are told', () => {
  expect(search('ab', ['#sales', 'CENG', '#nowhere', 'nowhere '])).toEqual({
    names: ['sales', 'eng', 'ab'],
    total: 3,
    unknown: ['#nowhere', 'nowhere'],
  });
});

test('[MGD-1] pages follow each other without a gap', () => {
  expect(search('', [], { offset: 3, limit: 1 })).toEqual({
    names: ['sales'],
    total: 5,
    unknown: [],
  });
});
