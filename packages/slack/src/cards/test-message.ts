import type { CardMessage } from './block.ts';
import type { CardEvent, CardLanguage } from './card-model.ts';
import { words } from './literal.ts';
import { cardMessage, context, header, rich, section } from './parts.ts';
import { filled } from './phrase.ts';
import { wordsOf } from './words/words.ts';

/** Send Test (NTF-5): what a route would send here, and whether replies come back. */
export function testMessage(given: {
  key: string;
  language: CardLanguage;
  events: readonly CardEvent['kind'][];
  hearsReplies: boolean;
}): CardMessage {
  const say = wordsOf(given.language);
  const events = given.events.map((kind) => say.events[kind]).join(', ') || '–';
  const text = filled(say.test.text, { events });
  return cardMessage(
    `${say.test.title} · ${text}`,
    [
      header(say.test.title),
      ...rich(section([[words(text)]])),
      ...context(given.hearsReplies ? [] : [say.notes.no_replies]),
    ],
    { kind: 'belay_post', key: given.key },
  );
}
