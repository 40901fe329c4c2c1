import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openStory } from './story.ts';

const day = 86_400_000;
const now = Date.parse('2026-03-18T10:00:00Z');
const folder = () => mkdtempSync(join(tmpdir(), 'belay-story-'));

test('[SBX-4] a restart goes on with the same world', () => {
  const place = folder();
  expect(openStory(place, now)).toEqual({ base: now, starts: [now], fresh: true });
  expect(openStory(place, now + day)).toEqual({
    base: now,
    starts: [now, now + day],
    fresh: false,
  });
});

test('[SBX-4] a world of last month, or a damaged note of it, begins anew', () => {
  const place = folder();
  openStory(place, now);
  expect(openStory(place, now + 31 * day)).toMatchObject({ base: now + 31 * day, fresh: true });
  writeFileSync(join(place, 'world.json'), '{"base":');
  expect(openStory(place, now + 32 * day)).toMatchObject({ base: now + 32 * day, fresh: true });
});
