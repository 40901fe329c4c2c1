import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { sourceDigest } from './source-digest.ts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'belay-digest-'));
  mkdirSync(join(root, 'src/deep'), { recursive: true });
  writeFileSync(join(root, 'src/deep/a.ts'), 'one');
  writeFileSync(join(root, 'index.html'), '<p>');
});
afterEach(() => rmSync(root, { recursive: true, force: true }));
const digest = () => sourceDigest(root, ['src', 'index.html', 'not-there']);

test('the digest follows what the build is made of: content, names, new files; not tests', () => {
  const before = digest();
  expect(digest()).toBe(before);
  writeFileSync(join(root, 'src/deep/a.test.ts'), 'a test');
  expect(digest()).toBe(before);
  writeFileSync(join(root, 'src/deep/a.ts'), 'two');
  const changed = digest();
  expect(changed).not.toBe(before);
  rmSync(join(root, 'src/deep/a.ts'));
  writeFileSync(join(root, 'src/deep/b.ts'), 'two');
  expect(digest()).not.toBe(changed);
  writeFileSync(join(root, 'index.html'), '<p>x');
  expect(digest()).not.toBe(before);
});
