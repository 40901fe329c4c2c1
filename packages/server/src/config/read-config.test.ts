import { expect, test } from 'vitest';
import { ConfigError, readConfig } from './read-config.ts';

test('an empty environment is a working setting', () => {
  const config = readConfig({});
  expect(config).toMatchObject({ port: 3141, host: '127.0.0.1', demo: true, signup: 'loopback' });
  expect(config.publicUrl).toBe('http://localhost:3141');
});

test('all problems are told at once, without repeating a secret', () => {
  const env = {
    PORT: '70000',
    DATABASE_URL: 'mysql://u:hunter2@h/d',
    BELAY_SECRET_KEY: 'short',
    BELAY_SIGNUP: 'maybe',
  };
  const problems = (() => {
    try {
      readConfig(env);
      return [];
    } catch (error) {
      return error instanceof ConfigError ? error.problems : [];
    }
  })();
  expect(problems).toHaveLength(4);
  expect(problems.join()).not.toContain('hunter2');
});

test('a key is taken as hex or base64', () => {
  const hex = 'ab'.repeat(32);
  expect(readConfig({ BELAY_SECRET_KEY: hex }).secretKey).toEqual(Buffer.from(hex, 'hex'));
  const base64 = Buffer.alloc(32, 7).toString('base64');
  expect(readConfig({ BELAY_SECRET_KEY: base64 }).secretKey).toEqual(Buffer.alloc(32, 7));
});
