import type { CardMessage } from './block.ts';
import type { CardLanguage } from './card-model.ts';
import { fallback } from './literal.ts';
import { cardMessage, mrkdwn } from './parts.ts';
import { filled } from './phrase.ts';
import { type Words, wordsOf } from './words/words.ts';

/** Why a press did nothing. */
export type Refusal = keyof Words['refusals'];

/** Why somebody in Slack may not answer visitors. */
export type OutsiderReason = keyof Words['outsiders'];

export function outsiderSentence(language: CardLanguage, why: OutsiderReason): string {
  return wordsOf(language).outsiders[why];
}

/** Told privately to whoever pressed: what a button was made for isn't so any more, or not theirs. */
export function refusalMessage(given: {
  language: CardLanguage;
  why: Refusal;
  /** who has the conversation, where the sentence names them */
  name?: string | null;
}): CardMessage {
  const say = wordsOf(given.language);
  const name = fallback(given.name ?? say.authors.operator, 80);
  const text = filled(say.command.refused, { why: filled(say.refusals[given.why], { name }) });
  return cardMessage(text, [{ type: 'section', text: mrkdwn(text) }]);
}
