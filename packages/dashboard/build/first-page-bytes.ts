import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

/** Gzipped bytes that index.html asks for before anything shows: its scripts, what they preload, its styles. */
export function firstPageBytes(dist: string): { script: number; style: number } {
  const html = readFileSync(join(dist, 'index.html'), 'utf8');
  const named = (pattern: RegExp) => new Set([...html.matchAll(pattern)].map((match) => match[1]));
  const size = (paths: Set<string | undefined>) =>
    [...paths].reduce(
      (sum, path) => sum + gzipSync(readFileSync(join(dist, path as string))).length,
      0,
    );
  return {
    script: size(named(/(?:src|href)="\/app\/([^"]+\.js)"/g)),
    style: size(named(/href="\/app\/([^"]+\.css)"/g)),
  };
}
