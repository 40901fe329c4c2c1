import { expect, test } from 'vitest';
import { answerExperience, answerText } from './answer-experience.ts';
import type { TaughtAnswer } from './taught-answer.ts';

const answer: TaughtAnswer = {
  tenant: '00000000-0000-4000-8000-000000000001',
  id: '00000000-0000-4000-8000-000000000002',
  conversation: '00000000-0000-4000-8000-000000000003',
  agent: '00000000-0000-4000-8000-000000000004',
  seq: 3,
  text: 'Over and under.',
  actor: 'user:ann@rope.example',
  created_at: new Date('2026-01-02T03:04:05Z'),
  teaches: true,
  visitor_name: 'Will Power',
};
const says = (text: string) => answerText({ ...answer, text }, '');

test('[DSK-7] a greeting by name goes, the same word elsewhere stays', () => {
  expect(says('Hi Will, use two hands.')).toBe('use two hands.');
  expect(says('Dear Will Power: use two hands.')).toBe('use two hands.');
  expect(says('Willow ropes are fine.')).toBe('Willow ropes are fine.');
  expect(says('It costs 5 € and Will has them.')).toBe('It costs 5 € and Will has them.');
  expect(says('Hi Will')).toBe('Hi Will');
});

test('[DSK-7] the question is one line, and not endless', () => {
  const text = answerText(answer, `How\n\n do I ${'really '.repeat(200)}coil it?`);
  const [heading = '', body] = text.split('\n');
  expect(heading).toMatch(/^How do I really really/);
  expect([...heading]).toHaveLength(400);
  expect(body).toBe('Over and under.');
});

test('[KEY-1] a retry derives the same key; there and back again are three', () => {
  const scope = 'org:x/source:desk/agent:y';
  const at = (text: string, key: string) =>
    answerExperience(answer, text, scope, { id: answer.id, key, text: 'before' }).idempotency_key ??
    '';
  const first = answerExperience(answer, 'a', scope, undefined).idempotency_key ?? '';
  expect(first).toBe(`desk:${answer.id}`);
  expect(first).toHaveLength(41);
  const second = at('b', first);
  const third = at('a', second);
  expect(at('b', first)).toBe(second);
  expect(new Set([first, second, third]).size).toBe(3);
  expect(Math.max(second.length, third.length)).toBeLessThanOrEqual(64);
});
