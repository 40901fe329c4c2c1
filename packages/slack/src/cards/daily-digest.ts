import type { CardMessage, Leaf } from './block.ts';
import type { CardLanguage } from './card-model.ts';
import { bold, fallback, oneLine, words } from './literal.ts';
import { actions, cardMessage, header, linkButton, rich, section } from './parts.ts';
import { filled } from './phrase.ts';
import { type Words, wordsOf } from './words/words.ts';

/** One agent's day, in figures alone: nothing that a visitor said. */
export interface Digest {
  key: string;
  language: CardLanguage;
  agent: string;
  conversations: number;
  byAgent: number;
  byPeople: number;
  /** null: nobody took over */
  medianClaimMs: number | null;
  missed: number;
  ratings: { good: number; low: number };
  link: string;
}

export function dailyDigest(digest: Digest): CardMessage {
  const say = wordsOf(digest.language);
  const title = filled(say.digest.title, { agent: oneLine(digest.agent, 100) });
  const lines = digest.conversations === 0 ? [[words(say.digest.none)]] : figures(digest, say);
  return cardMessage(
    `${fallback(title)} · ${say.digest.handled}: ${digest.conversations}`,
    [
      header(title),
      ...rich(section(lines)),
      ...actions(linkButton('open', say.buttons.open, digest.link)),
    ],
    { kind: 'belay_post', key: digest.key },
  );
}

function figures(digest: Digest, say: Words): Leaf[][] {
  const { conversations, byAgent, byPeople, missed, medianClaimMs, ratings } = digest;
  const split = `${byAgent} ${say.digest.by_agent}, ${byPeople} ${say.digest.by_people}`;
  return [
    line(say.digest.handled, `${conversations} (${split})`),
    ...(medianClaimMs === null ? [] : [line(say.digest.claim, minutes(medianClaimMs))]),
    line(say.digest.missed, `${missed}`),
    line(
      say.digest.ratings,
      `${ratings.good} ${say.notes.thumb_up}, ${ratings.low} ${say.notes.thumb_down}`,
    ),
  ];
}

function line(label: string, text: string): Leaf[] {
  return [bold(`${label}: `), words(text)];
}

function minutes(ms: number): string {
  const seconds = Math.round(ms / 1000);
  return seconds < 60 ? `${seconds} s` : `${Math.round(seconds / 60)} min`;
}
