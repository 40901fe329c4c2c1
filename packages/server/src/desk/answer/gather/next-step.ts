import type { ActionParameter } from '@belay/contract/desk/action';
import type { OfferedAction } from '../../actions/actions-of.ts';
import { readValue } from './read-value.ts';
import { isShortWord } from './short-words.ts';

/** What was given for an action so far; null: left out. */
export type Given = Record<string, string | null>;
export type Stage = 'asking' | 'confirming' | 'running';

export type Step =
  | { kind: 'ask'; given: Given; missing: ActionParameter; problem: ActionParameter['kind'] | null }
  | { kind: 'confirm'; given: Given; isUnclear: boolean }
  | { kind: 'run'; given: Given }
  | { kind: 'cancelled' };

/** Where a gathering goes on from what is there. Pure. */
export function stepFrom(action: OfferedAction, given: Given): Step {
  const missing = action.parameters.find(({ key }) => !(key in given));
  if (missing) return { kind: 'ask', given, missing, problem: null };
  return action.confirm ? { kind: 'confirm', given, isUnclear: false } : { kind: 'run', given };
}

/** What the visitor's words make of it. Pure. */
export function nextStep(action: OfferedAction, given: Given, stage: Stage, said: string): Step {
  if (stage === 'running') return { kind: 'run', given };
  if (isShortWord('cancel', said)) return { kind: 'cancelled' };
  if (stage === 'confirming') {
    if (isShortWord('yes', said)) return { kind: 'run', given };
    if (isShortWord('no', said)) return { kind: 'cancelled' };
    return { kind: 'confirm', given, isUnclear: true };
  }
  const missing = action.parameters.find(({ key }) => !(key in given));
  if (!missing) return stepFrom(action, given);
  if (!missing.required && isShortWord('skip', said))
    return stepFrom(action, { ...given, [missing.key]: null });
  const read = readValue(missing, said);
  if (!read.ok) return { kind: 'ask', given, missing, problem: read.kind };
  return stepFrom(action, { ...given, [missing.key]: read.value });
}
