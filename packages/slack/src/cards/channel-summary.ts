import type { CardMessage } from './block.ts';
import type { CardLanguage } from './card-model.ts';
import { cardMessage, mrkdwn } from './parts.ts';
import { filled } from './phrase.ts';
import { wordsOf } from './words/words.ts';

/** A channel takes posts again: what comes late, and what doesn't come any more. */
export function channelSummary(given: {
  key: string;
  language: CardLanguage;
  late: number;
  lost: number;
}): CardMessage {
  const say = wordsOf(given.language).summary;
  const text = [
    say.back,
    ...(given.late > 0 ? [filled(say.late, { n: given.late })] : []),
    ...(given.lost > 0 ? [filled(say.lost, { n: given.lost })] : []),
  ].join(' ');
  return cardMessage(text, [{ type: 'section', text: mrkdwn(text) }], {
    kind: 'belay_post',
    key: given.key,
  });
}
