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

test('local targets are none, all, or a list of origins', () => {
  const read = (value?: string) => readConfig({ BELAY_LOCAL_TARGETS: value }).localTargets;
  expect([read(), read('0'), read('1')]).toEqual([[], [], 'all']);
  expect(read('http://127.0.0.1:3142, https://intra.example')).toEqual([
    'http://127.0.0.1:3142',
    'https://intra.example',
  ]);
  for (const wrong of ['yes', '127.0.0.1', 'http://127.0.0.1/path', 'http://a.example,'])
    expect(() => read(wrong)).toThrow('BELAY_LOCAL_TARGETS');
});

test('a mail server needs a sender, and neither can hold a header of its own', () => {
  const url = 'smtp://user:hunter2@mail.example:587';
  const read = (from?: string) => readConfig({ BELAY_SMTP_URL: url, BELAY_MAIL_FROM: from }).smtp;
  expect(read('Rope & Co <support@rope.example>')).toEqual({
    url,
    from: 'Rope & Co <support@rope.example>',
  });
  expect(readConfig({ BELAY_MAIL_FROM: 'support@rope.example' }).smtp).toBeUndefined();
  for (const wrong of [
    undefined,
    'support',
    'a@b.example\r\nBcc: c@d.example',
    '<x> <a@b.example>',
  ])
    expect(() => read(wrong)).toThrow('BELAY_MAIL_FROM');
  expect(() => readConfig({ BELAY_SMTP_URL: 'http://u:hunter2@x' })).toThrow(/^(?!.*hunter2)/s);
});
