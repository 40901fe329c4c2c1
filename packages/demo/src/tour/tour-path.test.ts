import { expect, test } from 'vitest';
import { afterFact, atTheStart, nextStep, type TourFact, type TourPath } from './tour-path.ts';

type Said = Extract<TourFact, { kind: 'said' }>;
const said = (author: Said['author'], text: string, more: Partial<Said> = {}): TourFact => ({
  ...{ kind: 'said', conversation: 'cnv_1', message: 'msg_1', author, text, via: 'slack' },
  ...{ sources: [], isEdited: false, isDeleted: false, isTaught: false, ...more },
});
const stands = (
  state: 'agent' | 'waiting' | 'human' | 'closed',
  conversation = 'cnv_1',
  visitor = 'vis_1',
): TourFact => ({ kind: 'stands', conversation, visitor, state });
const walk = (facts: TourFact[], from: TourPath = atTheStart) => facts.reduce(afterFact, from);
const ticks = (path: TourPath) => Object.keys(path.done);

const moons = 'How many moons does Jupiter have?';
const toTheReply: TourFact[] = [
  stands('agent'),
  said('visitor', 'Which roles can delete an inspection?'),
  said('agent', 'None [1].', { sources: ['slack'] }),
  said('visitor', moons),
  said('agent', 'I don’t know.'),
  stands('waiting'),
  { kind: 'card' },
  stands('human'),
  said('operator', 'Jupiter has 95 moons.'),
];

test('[SBX-4] each step ticks by what happened, and the next one is named', () => {
  const path = walk(toTheReply);
  expect(ticks(path)).toEqual(['known', 'unknown', 'person', 'card', 'take', 'reply']);
  expect(nextStep(path)).toBe('edit');
  expect(path.unknown).toBe(moons);
});

test('[SBX-4] an edit, a deletion, a hand back and a taught answer come in any order', () => {
  const own = { message: 'msg_2', isTaught: true };
  const changed = [
    said('operator', 'Jupiter has 97 moons.', { isEdited: true }),
    said('operator', '', { isDeleted: true, message: 'msg_3' }),
  ];
  const taughtFirst = walk([...toTheReply, ...changed, said('operator', 'x', own)]);
  expect(nextStep(taughtFirst)).toBe('back');
  expect(nextStep(afterFact(taughtFirst, stands('agent')))).toBe('again');
  const backFirst = walk([...toTheReply, ...changed, stands('agent')]);
  expect(nextStep(backFirst)).toBe('back');
  expect(nextStep(afterFact(backFirst, said('operator', 'x', own)))).toBe('again');
});

test('[DSK-7] the last step is another visitor’s: the same one asking again ticks nothing', () => {
  const taught = walk([...toTheReply, said('operator', 'x', { isTaught: true }), stands('agent')]);
  const answer = (conversation: string) =>
    said('agent', '95 [1].', { sources: ['desk'], conversation });
  expect(walk([answer('cnv_1')], taught).done.again).toBeUndefined();
  const other = [stands('agent', 'cnv_2', 'vis_2'), answer('cnv_2')];
  expect(walk(other, taught).done.again).toBe(true);
  // nothing was taught yet: an old answer is none of this path
  expect(walk(other).done.again).toBeUndefined();
});

test('[SBX-4] what is no step ticks none: small talk, a card of before, words that were deleted', () => {
  const path = walk([
    { kind: 'card' },
    said('visitor', 'How are you?'),
    said('agent', 'I am well.'),
    said('visitor', 'Thank you for that.'),
    said('agent', 'You are welcome.'),
    said('operator', 'gone', { isDeleted: true }),
    said('system', 'A person will join you.'),
  ]);
  expect(ticks(path)).toEqual(['delete']);
});

test('[SBX-4] a machine that runs for weeks keeps fifty talks in mind', () => {
  const many = Array.from({ length: 300 }, (_, n) => stands('agent', `cnv_${n}`));
  const path = walk(many);
  expect(Object.keys(path.talks)).toHaveLength(50);
  expect(Object.keys(path.talks).at(-1)).toBe('cnv_299');
});
