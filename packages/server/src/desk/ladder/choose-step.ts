import type { LadderStep } from '@belay/contract/desk/slack-settings';
import type { Way } from './read-way.ts';

/** What a step does; `open`: people are there again, step 0. */
export type StepDeed = LadderStep | { do: 'open' };

export interface StepChoice {
  /** what is done now; null: nothing can be */
  chosen: number | null;
  /** steps that nothing comes of, and why not */
  skipped: { step: number; note: string }[];
}

const overtaken = 'A later step was due by then.';

/**
 * Of the steps that are due the latest is done, once; where it can't be, the next one in Slack that
 * can, due or not; else what was missed before it (NTF-6). `waiting` are all that wait, in order. Pure.
 */
export function chooseStep(
  waiting: readonly number[],
  due: readonly number[],
  way: Way,
): StepChoice {
  const latest = Math.max(...due);
  const candidates = [
    // letters that come at once are no step: see `mailAtOnce`
    ...waiting.filter((step) => step >= latest && (step === latest || !mails(way, step))),
    ...due.filter((step) => step < latest).toReversed(),
  ];
  const hurdles = new Map(candidates.map((step) => [step, hurdleOf(deedOf(way, step), way)]));
  const chosen = candidates.find((step) => hurdles.get(step) === null) ?? null;
  const over = waiting.filter((step) => step !== chosen && step <= Math.max(chosen ?? 0, latest));
  return {
    chosen,
    skipped: over.map((step) => ({ step, note: hurdles.get(step) ?? overtaken })),
  };
}

function mails(way: Way, step: number): boolean {
  return deedOf(way, step)?.do === 'mail';
}

/** Undefined: the ladder has no such step any more. */
export function deedOf({ settings }: Way, step: number): StepDeed | undefined {
  return step === 0 ? { do: 'open' } : settings.ladder[step - 1];
}

/** Why a step can't be done, for people; null: it can. */
function hurdleOf(deed: StepDeed | undefined, way: Way): string | null {
  if (deed === undefined) return 'The ladder has no such step any more.';
  if (deed.do === 'mail') return way.hasMail ? null : 'No mail server is set up.';
  if (way.installation === null) return 'Slack is not connected.';
  if (deed.do !== 'channel') return null;
  const shut = way.shut.get(deed.channel);
  if (shut === undefined) return null;
  return shut === 'muted'
    ? 'That channel is muted here.'
    : 'Nothing can be posted in that channel.';
}
