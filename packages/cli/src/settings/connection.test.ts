import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { GlobalFlags } from '../door/cli.ts';
import { useTempDir } from '../testing/temp-dir.ts';
import { testCli } from '../testing/test-cli.ts';
import { expiryWarning, resolveConnection } from './connection.ts';

const dir = useTempDir();
const now = Date.parse('2026-03-15T10:30:00Z');

function resolve(flags: GlobalFlags, env: Record<string, string> = {}) {
  const { cli } = testCli({ env: { CORTEXDB_HOME: join(dir(), 'home'), ...env }, cwd: dir(), now });
  return resolveConnection(flags, cli);
}

const stored = {
  token: 'stored-token',
  user_id: 'user:u_1',
  scope: 'org:u_1',
  expires_at: '2026-06-01T00:00:00Z',
  endpoint: 'http://stored.example',
};

function store(state: unknown) {
  mkdirSync(join(dir(), 'home'), { recursive: true });
  writeFileSync(
    join(dir(), 'home', 'state.json'),
    typeof state === 'string' ? state : JSON.stringify(state),
  );
}

const yaml = (text: string) => writeFileSync(join(dir(), 'cortexdb-connectors.yaml'), text);

test('[CLI-2] flags come before YAML, environment and state file, member by member', () => {
  store(stored);
  expect(resolve({})).toMatchObject({
    endpoint: 'http://stored.example',
    actor: 'user:u_1',
    scope: 'org:u_1',
    source: 'state',
  });
  const env = { CORTEXDB_URL: 'http://env.example', CORTEXDB_SCOPE: 'org:env' };
  expect(resolve({}, env)).toMatchObject({ endpoint: 'http://env.example', scope: 'org:env' });
  yaml('cortexdb:\n  url: http://yaml.example\n');
  expect(resolve({}, env)).toMatchObject({ endpoint: 'http://yaml.example', scope: 'org:env' });
  expect(resolve({ endpoint: 'http://flag.example' }, env).endpoint).toBe('http://flag.example');
});

test('[CLI-6] the environment alone is enough, and never mixes with the stored identity', () => {
  store(stored);
  const env = { CORTEXDB_API_KEY: 'env-token', CORTEXDB_ACTOR: 'user:env' };
  expect(resolve({}, env)).toMatchObject({
    token: 'env-token',
    actor: 'user:env',
    scope: undefined,
    endpoint: 'http://localhost:3141',
    source: 'env',
  });
});

test('[CLI-6] a PASETO token names its own actor, scope and end', () => {
  const claims = { sub: 'user:u_9', exp: '2026-03-17T10:30:00Z', scopes: ['org:u_9'] };
  const body = Buffer.concat([Buffer.from(JSON.stringify(claims)), Buffer.alloc(64)]);
  const token = `v4.public.${body.toString('base64url')}`;
  const connection = resolve({}, { CORTEXDB_API_KEY: token });
  expect(connection).toMatchObject({ actor: 'user:u_9', scope: 'org:u_9' });
  expect(expiryWarning(connection.expiresAt, now)).toContain('ends in 48 h');
  expect(expiryWarning(connection.expiresAt, now - 25 * 3600_000)).toBeUndefined();
});

test('[CLI-5] no identity, a damaged one and an expired one end with exit code 3 and the next step', () => {
  expect(() => resolve({})).toThrow(
    expect.objectContaining({ exitCode: 3, next: expect.stringContaining('cortexdb init') }),
  );
  for (const damaged of ['{"token":', '[]', '{"token":7}']) {
    store(damaged);
    expect(() => resolve({})).toThrow(
      expect.objectContaining({ exitCode: 3, next: expect.stringContaining('init --force') }),
    );
  }
  store({ ...stored, expires_at: '2026-03-15T10:29:59Z' });
  expect(() => resolve({})).toThrow(
    expect.objectContaining({ code: 'TOKEN_EXPIRED', exitCode: 3 }),
  );
});

test('[CLI-2][CLI-5] a bad setting ends with exit code 2 and names it', () => {
  store(stored);
  const refused = (message: string) =>
    expect.objectContaining({ exitCode: 2, message: expect.stringContaining(message) });
  expect(() => resolve({ endpoint: 'localhost:3141' })).toThrow(refused('localhost:3141'));
  expect(() => resolve({ config: 'missing.yaml' })).toThrow(refused('does not exist'));
  yaml('slack:\n  chanels: [general]\n');
  expect(() => resolve({})).toThrow(refused('slack.chanels; did you mean channels?'));
  yaml('slack: [\n');
  expect(() => resolve({})).toThrow(refused('is not YAML'));
});
