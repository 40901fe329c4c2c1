import type { Block, HomeView } from './block.ts';
import { type ButtonValue, buttonValue, type CardAction } from './button-value.ts';
import type { CardLanguage } from './card-model.ts';
import { bold, literal, moment, oneLine, words } from './literal.ts';
import { actions, button, context, header, linkButton, rich, section } from './parts.ts';
import { filled } from './phrase.ts';
import { type Words, wordsOf } from './words/words.ts';

export interface HomeEntry {
  number: number;
  /** null: anonymous */
  visitor: string | null;
  agent: string;
  since: number;
  link: string;
  made: ButtonValue;
}

/** What a person sees in the app's Home: their queue, or how to be linked. */
export type AppHome =
  | { language: CardLanguage; isLinked: false; linkUrl: string | null }
  | {
      language: CardLanguage;
      isLinked: true;
      isAvailable: boolean;
      /** the most urgent first */
      waiting: readonly HomeEntry[];
      mine: readonly HomeEntry[];
    };

/** Two blocks each, so that two full lists stay below 100. */
const shownEach = 20;

export function appHome(home: AppHome): HomeView {
  const say = wordsOf(home.language);
  if (!home.isLinked) return { type: 'home', blocks: unlinked(home.linkUrl, say) };
  const { waiting, mine, isAvailable } = home;
  const toggle = isAvailable
    ? button('go_away', say.home.go_away)
    : button('come_back', say.home.come_back, { style: 'primary' });
  return {
    type: 'home',
    blocks: [
      ...context([isAvailable ? say.home.available : say.home.away]),
      ...actions([toggle]),
      header(filled(say.home.waiting, { n: waiting.length })),
      ...list(waiting, say.home.none_waiting, 'take', say),
      { type: 'divider' },
      header(filled(say.home.mine, { n: mine.length })),
      ...list(mine, say.home.none_mine, 'hand_back', say),
    ],
  };
}

function unlinked(url: string | null, say: Words): Block[] {
  return [
    ...rich(section([[words(say.home.not_linked)]])),
    ...actions(url === null ? [] : linkButton('link_me', say.buttons.link_me, url)),
  ];
}

function list(
  entries: readonly HomeEntry[],
  none: string,
  verb: Extract<CardAction, 'take' | 'hand_back'>,
  say: Words,
): Block[] {
  if (entries.length === 0) return context([none]);
  const rest = entries.length - shownEach;
  return [
    ...entries.slice(0, shownEach).flatMap((entry) => {
      const value = buttonValue(entry.made);
      const main = button(verb, say.buttons[verb], {
        value,
        ...(verb === 'take' ? { style: 'primary' as const } : {}),
      });
      return [
        ...rich(section([lineOf(entry, say)])),
        ...actions([main, ...linkButton('open', say.buttons.open, entry.link)]),
      ];
    }),
    ...(rest > 0 ? context([filled(say.home.more, { n: rest })]) : []),
  ];
}

function lineOf({ number, visitor, agent, since }: HomeEntry, say: Words) {
  return [
    bold(`#${number} `),
    literal(oneLine(visitor ?? '', 80) || say.anonymous),
    words(' · '),
    literal(oneLine(agent, 80)),
    words(' · '),
    moment(since),
  ];
}
