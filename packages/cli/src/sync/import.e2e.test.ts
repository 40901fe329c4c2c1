import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startTestServer, type TestServer } from '@belay/server/testing/start-test-server';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runCortexdb } from '../run-cortexdb.ts';
import { runCortexdbSync } from '../run-cortexdb-sync.ts';
import { ropeExport } from '../testing/rope-export.ts';
import { lastJson } from '../testing/run-bin.ts';
import { useTempDir } from '../testing/temp-dir.ts';
import { testCli } from '../testing/test-cli.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server?.close());

const dir = useTempDir();

async function run(program: typeof runCortexdb, args: string[]) {
  const { cli, written } = testCli({
    env: { CORTEXDB_HOME: join(dir(), 'home'), CORTEXDB_URL: server.url },
    cwd: dir(),
  });
  return { code: await program(cli, args), ...written };
}

test('[SYN-8][CLI-2] an export is imported, bad parts are named and skipped, a second run writes nothing', async () => {
  writeFileSync(join(dir(), 'export.zip'), ropeExport());
  expect((await run(runCortexdb, ['init'])).code).toBe(0);
  const args = ['import', 'export.zip', '--workspace', 'ropeworks'];
  const first = await run(runCortexdbSync, args);
  expect(first.code).toBe(4);
  expect(first.out).toContain('"path":"engineering/2024-03-16.json"');
  expect(lastJson(first.out)).toMatchObject({
    report: { outcome: 'done', counts: { messages: 3, replies: 1, reactions: 1, skipped: 2 } },
  });
  const { out } = await run(runCortexdb, ['export']);
  const stored = out
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { scope: string; content: { text?: string } });
  expect(stored.map((event) => event.content.text)).toContain('Das Seil hält. ✓');
  expect(out).toContain('user:ada@ropeworks.example');
  const again = await run(runCortexdbSync, args);
  expect(lastJson(again.out)).toMatchObject({
    report: { counts: { messages: 0, replies: 0, reactions: 0, versions: 0, forgotten: 0 } },
  });
  expect((await run(runCortexdb, ['export'])).out).toBe(out);
});

test('[SYN-8][CLI-5] an export of nobody knows whom, no export and no file are refused in words', async () => {
  writeFileSync(join(dir(), 'export.zip'), ropeExport());
  writeFileSync(join(dir(), 'other.zip'), 'not a zip');
  await run(runCortexdb, ['init']);
  const unknown = await run(runCortexdbSync, ['import', 'export.zip']);
  expect(unknown.code).toBe(2);
  expect(unknown.err).toContain('--workspace <domain>');
  const other = await run(runCortexdbSync, ['import', 'other.zip', '--workspace', 'ropeworks']);
  expect(other.code).toBe(1);
  expect(lastJson(other.err)).toMatchObject({ error: { code: 'NOT_AN_EXPORT' } });
  const missing = await run(runCortexdbSync, ['import', 'nowhere.zip']);
  expect(missing.code).toBe(2);
  expect(missing.err).toContain('nowhere.zip');
});
