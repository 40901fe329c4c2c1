import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Redaction } from './card-model.ts';
import { masked } from './mask.ts';
import { redactCard, strictest } from './redact-card.ts';
import { sampleCard, sampleEvents, sampleStates } from './testing/sample-card.ts';

test.each([
  ['write to Ida.Fern+x@fern.example now', 'write to •••@••• now'],
  ['ida＠fern.example', '•••@•••'],
  ['ida@fern。example', '•••@•••'],
  ['jürgen@bücher.example', '•••@•••'],
  ['call +49 (30) 5550-1234.', 'call •••.'],
  ['0171/5550123', '•••'],
  ['０３-１２３４-５６７８', '•••'],
  ['+1.415.555.0100', '•••'],
  ['5\ufe0f\u20e3550123', '•••'],
  ['5550\u200b12\u200d34', '•••'],
  ['ida\u200d@\u2060fern.exa\u00admple', '•••@•••'],
])('masked: %s', (text, expected) => {
  expect(masked(text)).toBe(expected);
});

test.each(['on 2026-11-02', 'order 12345', 'for 3.50 a piece, 24/7', '@ida, see you at 9:30'])(
  'left alone: %s',
  (text) => {
    expect(masked(text)).toBe(text);
  },
);

test('masking twice changes nothing; hostile texts end within the time of a test', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => masked(masked(text)) === masked(text)),
  );
  for (const hostile of [
    'a'.repeat(8000),
    '1 '.repeat(3),
    '1-'.repeat(4000),
    'a@'.repeat(4000),
    'a.'.repeat(4000),
    '1    '.repeat(1600),
  ])
    masked(hostile);
});

test('of several routes into one channel the strictest holds', () => {
  const all: Redaction[] = ['none', 'masked', 'no_transcript'];
  expect(strictest([])).toBe('none');
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...all), { minLength: 1 }), (wanted) => {
      const held = strictest(wanted);
      expect(wanted).toContain(held);
      expect(wanted.every((each) => all.indexOf(each) <= all.indexOf(held))).toBe(true);
    }),
  );
});

test('redacting twice is redacting once, in every state', () => {
  for (const redaction of ['none', 'masked', 'no_transcript'] as const)
    for (const state of Object.values(sampleStates))
      for (const event of Object.values(sampleEvents)) {
        const once = redactCard(sampleCard({ redaction, state, events: [event] }));
        expect(redactCard(once)).toEqual(once);
      }
});
