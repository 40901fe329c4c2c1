import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { redactor } from './redactor.ts';
import { sampleSecrets } from './testing/sample-secrets.ts';

const redact = redactor({});
const all = redactor({ emails: true, phones: true });

const plain = (text: string) => text.replaceAll(/[«»]/g, '');
const cut = (text: string, what: string) => text.replace(/«[^»]*»/s, `[redacted: ${what}]`);
const cases = sampleSecrets.flatMap(([what, ...texts]) =>
  texts.map((text, n) => [what, n, text] as const),
);

describe('[MAP-10] what is cut', () => {
  it.each(cases)(
    '[MAP-10] %s %i leaves its mark, and nothing else is touched',
    (what, _n, text) => {
      expect(redact(plain(text))).toEqual({ text: cut(text, what), count: 1 });
    },
  );

  it('[MAP-10] several in one text are all cut and counted', () => {
    const text = cases.map(([, , each]) => plain(each)).join('\n\n');
    const { text: left, count } = redact(text);
    expect(count).toBe(cases.length);
    for (const [, , each] of cases) {
      const secret = /«([^»]*)»/s.exec(each)?.[1] ?? '';
      if (secret.length > 12) expect(left).not.toContain(secret);
    }
  });

  it('[MAP-10] e-mail addresses and phone numbers only when asked for', () => {
    const text =
      'ask ada.byron+rope@mail.example.com or +44 20 7946 0958, (555) 010-1234, 030 1234567';
    expect(redact(text)).toEqual({ text, count: 0 });
    expect(redactor({ emails: true })(text).text).toBe(
      'ask [redacted: e-mail address] or +44 20 7946 0958, (555) 010-1234, 030 1234567',
    );
    expect(redactor({ phones: true })(text)).toEqual({
      text: `ask ada.byron+rope@mail.example.com or ${Array(3).fill('[redacted: phone number]').join(', ')}`,
      count: 3,
    });
  });
});

describe('[MAP-10] cutting twice', () => {
  const glue = [
    '',
    ' ',
    '\n',
    '-',
    '_',
    '.',
    '/',
    '@',
    ':',
    '=',
    '"',
    '&',
    '?token=',
    'a',
    '7',
    '+1',
    '://',
    '`',
  ];
  const piece = fc.oneof(
    fc.constantFrom(...cases.map(([, , text]) => plain(text))),
    fc.constantFrom(...glue),
    fc.constantFrom(
      'Bearer ',
      'password="',
      'postgres://a:',
      'ada@example.com',
      '+442079460958',
      'eyJ',
    ),
    fc.string({ maxLength: 12 }),
  );

  it('[MAP-10] changes nothing, however secrets are glued together or torn', () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 6 }), fc.nat(), (pieces, from) => {
        const joined = pieces.join('');
        const once = all(joined.slice(from % (joined.length + 1))).text;
        expect(all(once)).toEqual({ text: once, count: 0 });
      }),
      { numRuns: 3000 },
    );
  });
});
