import { expect, test } from 'vitest';
import { heldUntil, heldWords } from './held-words.ts';
import { stepTime, stepWords } from './ladder-words.ts';
import { placeWords } from './place-words.ts';

const now = Date.parse('2026-03-18T10:00:00Z');
const at = (minutes: number) => new Date(now + minutes * 60_000).toISOString();

test('[TKO-4] a held line says what can be done with it, and for how long', () => {
  expect(heldWords('steal', 'Ann Fisher')).toBe('Take over from Ann Fisher…');
  expect(heldWords('take_send', 'Ann Fisher')).toBe('Take over and send');
  expect(heldUntil(at(9.2), now)).toBe('In 10 min it stays internal.');
  expect(heldUntil(at(0.5), now)).toBe('In less than a minute it stays internal.');
});

test('[TKO-2, TKO-7] each channel says what it is: trouble before all else', () => {
  const card = {
    ...{ id: 'crd_1', channel: { id: 'C1', name: 'support' }, home: true, muted: false },
    ...{ permalink: 'https://slack.example/p1', trouble: null },
  };
  expect(placeWords(card, 'human')).toEqual({ tone: null, text: 'mirrored here, replies count' });
  expect(placeWords(card, 'closed')).toEqual({ tone: null, text: 'answers here' });
  expect(placeWords({ ...card, home: false }, 'human')).toBeNull();
  expect(placeWords({ ...card, permalink: null }, 'human')?.tone).toBe('busy');
  expect(placeWords({ ...card, muted: true }, 'human')?.tone).toBe('paused');
  expect(placeWords({ ...card, muted: true, trouble: 'archived' }, 'human')).toEqual({
    tone: 'bad',
    text: 'archived: nothing arrives there',
  });
  // one that this page doesn't know yet
  expect(placeWords({ ...card, trouble: 'unfit' }, 'human')?.text).toBe('not delivered');
});

test('[NTF-6] a step of the ladder says when it runs: now, soon, or once people are back', () => {
  const step = { state: 'waiting' as const, due_at: at(4.1), done_at: null };
  expect(stepTime(step, now)).toBe('in 5 min');
  expect(stepTime({ ...step, due_at: at(15 * 60) }, now)).toBe('in 15 h');
  expect(stepTime({ ...step, due_at: at(-1) }, now)).toBe('now');
  expect(stepTime({ ...step, due_at: null }, now)).toBe('when people are back');
  expect(stepTime({ ...step, state: 'stopped' }, now)).toBe('');
  expect(stepWords({ do: null, state: 'skipped', note: 'The ladder is shorter now.' })).toMatch(
    /no longer/,
  );
  // said once: what came of it stands in the place of what it does
  expect(stepWords({ do: 'remind', state: 'waiting', note: null })).toBe(
    'A reminder in the thread',
  );
  expect(stepWords({ do: 'mail', state: 'done', note: 'E-mail to 2 people.' })).toBe(
    'E-mail to 2 people',
  );
});
