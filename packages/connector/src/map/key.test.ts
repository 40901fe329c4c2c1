import fc from 'fast-check';
import { expect, it } from 'vitest';
import { baseKey, fileKey, versionKey, versionSuffix } from './key.ts';

const id = { teamId: 'T01', channelId: 'C123', ts: '1710502200.000100' };
const anyId = fc.record({
  teamId: fc.string({ minLength: 1, maxLength: 30 }),
  channelId: fc.string({ minLength: 1, maxLength: 30 }),
  ts: fc.string({ minLength: 1, maxLength: 20 }),
});

it('[KEY-1] the seed’s shape, and versions chained to the key before', () => {
  expect(baseKey(id)).toBe('slack:T01:C123:1710502200.000100');
  expect(fileKey(id, 'F1')).toBe('slack:T01:C123:1710502200.000100:F1');
  const added = versionKey(id, 'r', baseKey(id), 'one');
  const removed = versionKey(id, 'r', added, 'none');
  const addedAgain = versionKey(id, 'r', removed, 'one');
  expect(new Set([added, removed, addedAgain]).size).toBe(3);
  expect(versionKey(id, 'r', baseKey(id), 'one')).toBe(added);
  expect(versionSuffix(added)).toMatch(/^r\.[a-z2-7]{10}$/);
  expect(versionSuffix(baseKey(id))).toBeUndefined();
});

it('[KEY-1] Slack’s longest ids stay readable: base 47, version 60, file 59 characters', () => {
  const longest = { teamId: 'T'.repeat(11), channelId: 'C'.repeat(11), ts: '1710502200.000100' };
  expect(baseKey(longest)).toHaveLength(47);
  expect(versionKey(longest, 'm', baseKey(longest), 'x')).toHaveLength(60);
  expect(fileKey(longest, 'F'.repeat(11))).toHaveLength(59);
});

it('[KEY-1] no key passes 64 characters', () => {
  fc.assert(
    fc.property(anyId, fc.string(), fc.string(), (any, before, value) => {
      for (const key of [baseKey(any), fileKey(any, value), versionKey(any, 'f', before, value)])
        expect(key.length).toBeLessThanOrEqual(64);
    }),
  );
});
