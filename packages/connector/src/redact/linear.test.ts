import { expect, it } from 'vitest';
import { redactor } from './redactor.ts';
import { sampleSecrets } from './testing/sample-secrets.ts';

const redact = redactor({ emails: true, phones: true });
const large = 1_000_000;

/** Each secret begun, torn and whole, over and over: what makes a pattern start or go back most. */
const torn = sampleSecrets.map(([what, first = '']) => {
  const text = first.replaceAll(/[«»]/g, '');
  const secret = /«(.*?)»/s.exec(first)?.[1] ?? text;
  const almost = text.slice(0, Math.ceil(text.length * 0.8));
  const begun = `${secret.slice(0, 8)}-`.repeat(20);
  return [what, `${begun}${almost} ${text} `] as const;
});

/** The worst that could be thought of for patterns that begin, go on or end without a fixed word. */
const thoughtOf = [
  ['one letter', 'a'],
  ['one digit', '7'],
  ['one dash', '-'],
  ['white space', ' '],
  ['addresses without end', 'a@b.c'],
  ['addresses without a domain', 'a.b@'],
  ['parts of a signed token', 'eyJabcdefgh-'],
  ['dotted parts of a signed token', 'eyJabcdefgh.'],
  ['keys without end', '-----BEGIN PRIVATE KEY-----\n'],
  ['keys of dashes', '-----BEGIN PRIVATE KEY----- - '],
  ['passwords without a host', 'a://b:c'],
  ['passwords with many ats', 'a://b:c@@@@@@'],
  ['phone numbers', '+1234567890'],
  ['long phone numbers', '+1 (2) 3-4.5/6 7 8 9 0 '],
  ['groups of digits', '4111 '],
  ['names of secrets', 'SECRET='],
  ['names in quotes', 'password="'],
  ['headers', 'authorization: basic '],
  ['parameters', '?token=&key=&sig='],
  ['marks', '[redacted: secret]'],
  ['cuts that bare cuts', '+1a@b.co'],
] as const;

const filled = (piece: string, length: number) => piece.repeat(length / piece.length);

/** CPU time of this thread: neither other work nor what collects garbage counts. The least of several, ms. */
function cost(text: string, times = 2): number {
  const runs = Array.from({ length: times }, () => {
    const before = process.threadCpuUsage();
    redact(text);
    const { user, system } = process.threadCpuUsage(before);
    return (user + system) / 1000;
  });
  return Math.min(...runs);
}

it.each([...thoughtOf, ...torn])(
  '[MAP-10] ten times the text takes about ten times as long: %s',
  // a collector of garbage may spoil one measure, not three
  { retry: 2 },
  (_, piece) => {
    const small = cost(filled(piece, large / 10));
    // walked once per start it would be a hundred; a millisecond is where measuring begins
    expect(cost(filled(piece, large), 1)).toBeLessThan(40 * Math.max(small, 1));
  },
);
