import type { WidgetLanguage } from '@belay/contract/desk/agent';
import type { OfferedAction } from '../../actions/actions-of.ts';
import { fill, fixedWords } from '../language/fixed-words.ts';
import type { Step } from './next-step.ts';

/** What we say at a step, in our own words and the action's. Pure. */
export function stepWords(
  action: OfferedAction,
  step: Exclude<Step, { kind: 'run' }>,
  language: WidgetLanguage,
  isFirst: boolean,
): string {
  const words = fixedWords[language];
  switch (step.kind) {
    case 'cancelled':
      return words.cancelled;
    case 'ask': {
      const { description, choices, kind, required } = step.missing;
      const ask = [
        fill(words.ask, { what: description }),
        ...(kind === 'choice' ? [fill(words.chooseOf, { choices: choices.join(', ') })] : []),
        ...(required ? [] : [words.optional]),
        ...(isFirst ? [words.cancelHint] : []),
      ].join(' ');
      return step.problem ? `${words.invalid[step.problem]} ${ask}` : ask;
    }
    case 'confirm': {
      const list = action.parameters.flatMap(({ key, description }) => {
        const value = step.given[key];
        return value == null ? [] : [`• ${description}: ${value}`];
      });
      const question = `${words.confirm} ${words.yesNo}`;
      return step.isUnclear
        ? words.yesNo
        : [fill(words.begun, { name: action.name }), ...list, question].join('\n');
    }
  }
}
