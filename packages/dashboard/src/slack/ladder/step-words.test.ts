import { ladderStep } from '@belay/contract/desk/slack-settings';
import { expect, test } from 'vitest';
import { minutesWords, nextStep, stepKinds, stepOf } from './step-words.ts';

test('[NTF-6] a new step comes after the last, and never beyond a week', () => {
  expect(nextStep([])).toEqual({ do: 'remind', after_minutes: 10 });
  expect(nextStep([{ do: 'mail', after_minutes: 30, to: [] }]).after_minutes).toBe(60);
  const last = nextStep([{ do: 'remind', after_minutes: 10_080 }]);
  expect(ladderStep.safeParse(last).success).toBe(true);
});

test('[NTF-6] another kind of step keeps its moment and nothing of the former kind', () => {
  for (const kind of stepKinds) {
    const step = stepOf(kind, 20);
    expect(step.do).toBe(kind);
    expect(step.after_minutes).toBe(20);
  }
  expect(stepOf('remind', 5)).toEqual({ do: 'remind', after_minutes: 5 });
});

test('[NTF-6] many minutes are told in hours, too', () => {
  expect(minutesWords(5)).toBeUndefined();
  expect(minutesWords(90)).toBe('1 h 30 min');
  expect(minutesWords(120)).toBe('2 h');
  expect(minutesWords(Number.NaN)).toBeUndefined();
});
