import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** When the demo world began, and each start since: what `tellDemoWorld` tells it from. */
export interface Story {
  base: number;
  starts: number[];
}

/** A world older than this, or started more often, begins anew: it would read as stale. */
const longest = 30 * 86_400_000;
const mostStarts = 500;

/**
 * The story that this folder remembers, one start longer. `fresh` when it begins: then nothing of
 * an older memory belongs to it.
 */
export function openStory(folder: string, now: number): Story & { fresh: boolean } {
  const path = join(folder, 'world.json');
  const kept = readStory(path);
  const goesOn =
    kept !== undefined &&
    now - kept.base < longest &&
    kept.starts.length < mostStarts &&
    now >= kept.base;
  const story = goesOn
    ? { base: kept.base, starts: [...kept.starts, now] }
    : { base: now, starts: [now] };
  writeFileSync(`${path}.tmp`, JSON.stringify(story));
  renameSync(`${path}.tmp`, path);
  return { ...story, fresh: !goesOn };
}

/** Undefined when there is none, or one that can't be read: the demo then starts over. */
function readStory(path: string): Story | undefined {
  try {
    const { base, starts } = JSON.parse(readFileSync(path, 'utf8')) as Partial<Story>;
    if (typeof base === 'number' && Array.isArray(starts) && starts.every(Number.isFinite))
      return { base, starts };
  } catch {
    // no file yet, or damaged
  }
  return undefined;
}
