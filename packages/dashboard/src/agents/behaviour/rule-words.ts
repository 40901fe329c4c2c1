import type { EscalationRule } from '@belay/contract/desk/agent';

/** Each kind of rule in words: what it watches, and what is to be filled in. */
export const ruleWords: Record<EscalationRule['on'], { title: string; text: string }> = {
  words: {
    title: 'The visitor uses these words',
    text: 'One word or phrase a line. Capitals make no difference.',
  },
  low_rating: {
    title: 'The visitor rates it badly',
    text: 'A thumb down, or as many stars as count as low.',
  },
  no_knowledge: {
    title: 'Answers in a row that found nothing',
    text: 'After so many the visitor is with a person.',
  },
  failures: {
    title: 'Turns in a row that failed',
    text: 'After so many failures of the model the visitor is with a person.',
  },
};
export const ruleKinds = Object.keys(ruleWords) as EscalationRule['on'][]; // the keys above

/** A rule of this kind as it begins. */
export function newRule(kind: EscalationRule['on']): EscalationRule {
  if (kind === 'words') return { on: kind, words: [] };
  if (kind === 'low_rating') return { on: kind };
  return { on: kind, times: kind === 'no_knowledge' ? 2 : 3 };
}
