import { execFile } from 'node:child_process';
import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type Sandbox, startSandbox } from '@belay/sandbox/start-sandbox';
import { startTestServer, type TestServer } from '@belay/server/testing/start-test-server';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fillRopeWorld } from '../testing/rope-world.ts';
import { lastJson } from '../testing/run-bin.ts';
import { useTempDir } from '../testing/temp-dir.ts';

let server: TestServer;
let sandbox: Sandbox;
beforeAll(async () => {
  server = await startTestServer();
  sandbox = await startSandbox({ seed: 'empty', limits: 'off' });
});
afterAll(async () => {
  await sandbox?.close();
  await server?.close();
});

const dir = useTempDir();
const run = promisify(execFile);
const root = new URL('../..', import.meta.url);

test('[CLI-1] packed and installed into an empty folder, the commands run there', async () => {
  fillRopeWorld(sandbox);
  const empty = join(dir(), 'empty');
  mkdirSync(empty);
  await run('npm', ['pack', '--pack-destination', dir()], { cwd: root });
  const tarball = readdirSync(dir()).find((name) => name.endsWith('.tgz'));
  // all is bundled: without the optional Node nothing is left to download
  const offline = ['--offline', '--omit=optional', '--no-audit', '--no-fund', '--no-save'];
  await run('npm', ['install', ...offline, join(dir(), tarball ?? '')], { cwd: empty });
  const env = {
    PATH: process.env.PATH,
    HOME: dir(),
    CORTEXDB_URL: server.url,
    SLACK_API_URL: sandbox.apiUrl,
    SLACK_BOT_TOKEN: sandbox.botToken,
    SLACK_RATE: 'unlimited',
  };
  const bin = (name: string, ...args: string[]) =>
    run(process.execPath, [join(empty, 'node_modules/@belay/cli/bin', `${name}.js`), ...args], {
      cwd: empty,
      env,
    });
  expect(readdirSync(join(empty, 'node_modules/.bin'))).toEqual(['cortexdb', 'cortexdb-sync']);
  expect((await bin('cortexdb', '--version')).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
  expect(lastJson((await bin('cortexdb', 'init')).stdout)).toMatchObject({ result: 'created' });
  const synced = await bin('cortexdb-sync', 'sync', 'slack');
  expect(lastJson(synced.stdout)).toMatchObject({
    type: 'finished',
    report: { outcome: 'done', counts: { messages: 2, replies: 1, files: 1, reactions: 1 } },
  });
});
