import type { CardMessage } from './block.ts';
import type { CardLanguage } from './card-model.ts';
import { cardMessage, mrkdwn } from './parts.ts';
import { wordsOf } from './words/words.ts';

/** What stands in the place of history posts and lines about a visitor who was erased (NTF-7). */
export function erasedPost(given: {
  language: CardLanguage;
  kind: 'belay_post' | 'belay_line';
  key: string;
}): CardMessage {
  const text = wordsOf(given.language).states.erased;
  return cardMessage(text, [{ type: 'section', text: mrkdwn(text) }], given);
}
