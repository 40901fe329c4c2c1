import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { boundaryBreaks, importsOf } from './boundaries.ts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'belay-boundaries-'));
  for (const name of [
    'contract',
    'slack',
    'connector',
    'cli',
    'server',
    'sandbox',
    'dashboard',
    'widget',
    'demo',
  ])
    mkdirSync(join(root, 'packages', name, 'src'), { recursive: true });
});
afterEach(() => rmSync(root, { recursive: true }));

const put = (path: string, source: string) => writeFileSync(join(root, 'packages', path), source);

test('an import along the arrows passes, one against them is named', () => {
  put('connector/src/good.ts', "import { parse } from '@belay/slack/parse/parse-body';");
  expect(boundaryBreaks(root)).toEqual([]);
  put('slack/src/bad.ts', "import { sync } from '@belay/connector/sync';");
  expect(boundaryBreaks(root)).toEqual([
    'packages/slack/src/bad.ts imports @belay/connector/sync: slack may import contract',
  ]);
});

test('the contract names no runtime, the connector neither SQL nor HTTP', () => {
  put('contract/src/a.ts', "import { createHash } from 'node:crypto';");
  put('connector/src/b.ts', "import pg from 'pg';");
  expect(boundaryBreaks(root)).toHaveLength(2);
});

test('tests may use any neighbour as a fixture', () => {
  put('slack/src/a.test.ts', "import { startSandbox } from '@belay/sandbox/start-sandbox';");
  expect(boundaryBreaks(root)).toEqual([]);
});

test('dynamic and bare imports count', () => {
  expect(importsOf("import 'a'; const x = await import('b'); export * from 'c';")).toEqual([
    'a',
    'b',
    'c',
  ]);
});
