import { expect, it } from 'vitest';
import { redactor } from './redactor.ts';

/** What teams write all day. None of it is a secret. */
const ordinary = [
  'We should migrate the payments service to CockroachDB before Q3, what do you think?',
  'The bearer of this ticket gets in; Bearer authentication with oauth2 is explained below.',
  'Our password policy: at least 12 characters, the token expires after 3600 s.',
  'secret santa: 2026-12-24 at 18:00, api key rotation is on Tuesday',
  'commit 3d344c0deb0697f1c2a9b7e5d4f3a2b1c0d9e8f7 fixes it; sha256 ' +
    '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
  'sha512-3Qe1Zx9kR7v2Yw8uT5pLmN0aBcDeFgHiJkLmNoPqRsTuVwXyZ0123456789abcdefABCDEFghijkl==',
  'id 123e4567-e89b-12d3-a456-426614174000, ulid 01HX3V9K2M4N6P8Q0R2S4T6V8W',
  '41111111-1111-1111-1111-111111111111 is a UUID',
  'evt_019e30f4a1b2c3d4e5f60718293a4b5c, blob_9f86d081884c7d659a2feaa0c55ad015',
  'slack:T01ABCDEF:C0123456789:1710502200.000100 and <@U0123ABCD> in <#C0123ABCD|general>',
  'https://acme.slack.com/archives/C0123ABCD/p1710502200000100?thread_ts=1710502200.000100',
  'order 4711-0815-2026, invoice 2026-000123, ticket ROPE-1234, PO 4500012345',
  'tracking 1Z999AA10123456784, parcel 00340434161094042557, IMEI 356938035643809',
  'ts 1710502200.000100 = 1710502200000 ms = 1710502200000000 µs; snowflake 1234567890123456789',
  'https://shop.example.com/orders/4111111111111111 and v4111111111111111.2',
  '4111 1111 1111 1112 fails its check, 0000 0000 0000 0000 is nobody’s',
  'git@github.com:acme/rope.git, npm i react@19.1.0 @scope/pkg@1.2.3-rc.1, logo@2x.png',
  'const token = await getToken({ apiKey: config.apiKey, secret: process.env.SESSION_SECRET });',
  `password: string; api_key?: string; accessToken = tokens[0]; client_secret: "\${CLIENT_SECRET}"`,
  `DB_PASSWORD=changeme SECRET=$(openssl rand -hex 32) API_KEY=\${API_KEY} TOKEN=your-token-here`,
  'i18n: { "password": "Your password must have 8 characters", "token": "Token" }',
  'postgres://localhost:5432/rope, http://localhost:3000/@ada, http://10.0.0.1:8080?mail=a',
  `postgres://app:\${DB_PASS}@db/rope, redis://:***@cache:6379, https://unpkg.example:443/@scope/x`,
  '{"url":"http://localhost:80","to":"ada","cc":"grace@team"}',
  `xoxb-your-token-here, gh${'p'}_${'x'.repeat(36)}, sk-your-key, AKIA…`,
  'class="sk-loading-indicator-container-for-the-large-dashboard" task-list-of-the-day-number-7',
  'the file starts with -----BEGIN PRIVATE KEY----- and ends with -----END PRIVATE KEY-----',
  '-----BEGIN CERTIFICATE-----\nMIIDdzCCAl+gAwIBAgIEAgAAuTANBgkqhkiG9w0BAQUFADBaMQswCQYDVQQGEwJJ\n-----END CERTIFICATE-----',
  'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ3mV0pQy1Zx9kR7v2Yw8uT5pLmN0aBcDeFgHiJkLmNo ada@laptop',
  'eyJ is how JSON begins in base64; a three.part.name is no token, nor is www.example.com.au',
  'pk_live_51H is publishable; AC0123456789abcdef0123456789abcdef is an account id',
  'https://docs.example.com/a?key=short&token=abc&sort=asc&page=12',
  'meet at 10:30-11:45 on 2026-03-15, room 4.12, call 911, ratio 16:9, +15 % and +3 more',
  'const λ = (x) => x ** 2; // 0x1F600 😀 and ２０２６ in full width',
  'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk',
  'SELECT count(*) FROM orders WHERE id IN (4000123412341235, 5100000000000001);',
];

const redact = redactor({});
const all = redactor({ emails: true, phones: true });

it.each(ordinary)('[MAP-10] ordinary text stays: %s', (text) => {
  expect(redact(text)).toEqual({ text, count: 0 });
});

it.each(ordinary)('[MAP-10] nor is it an e-mail address or a phone number: %s', (text) => {
  expect(all(text)).toEqual({ text, count: 0 });
});

it('[MAP-10] a diff, a table of dates and a log are no phone numbers', () => {
  const text =
    '+2026-11-21 10:20:23 added\n+12 -7\n2026-11-21T10:20:23.123+0100\n01-02-2026 | 03-04-2026\n' +
    'pid=012345678 took 0.123456789 s, 192.168.100.200, 555-12-3456';
  expect(all(text)).toEqual({ text, count: 0 });
});
