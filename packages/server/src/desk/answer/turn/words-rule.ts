import type { EscalationRule } from '@belay/contract/desk/agent';
import { holdsPhrase } from '../text/holds-phrase.ts';

/** The word of a rule that a visitor's message holds, as the rule writes it. Pure. */
export function ruledWord(rules: readonly EscalationRule[], text: string): string | undefined {
  return rules
    .flatMap((rule) => (rule.on === 'words' ? rule.words : []))
    .find((word) => holdsPhrase(text, word));
}
