import type { SlackRule } from '@belay/contract/desk/slack-settings';
import { holdsPhrase } from '../../answer/text/holds-phrase.ts';
import { eventNames } from './event-names.ts';
import type { RouteFacts } from './routes-of.ts';

/** Whether a rule takes an event, in words: what matched, or the first condition that doesn't hold. */
export function matchRule(
  { when }: SlackRule,
  facts: RouteFacts,
): { matched: boolean; because: string } {
  const reasons: string[] = [];
  for (const condition of [ofEvent, ofPage, ofWords, ofLanguage, ofHours]) {
    const { holds, because } = condition(when, facts);
    if (!holds) return { matched: false, because };
    if (because !== '') reasons.push(because);
  }
  return { matched: true, because: reasons.join(', ') || 'it has no condition' };
}

type When = SlackRule['when'];
/** No reason: nothing is asked. */
interface Held {
  holds: boolean;
  because: string;
}
const notAsked: Held = { holds: true, because: '' };

function ofEvent({ events }: When, { event }: RouteFacts): Held {
  if (events.length === 0) return notAsked;
  const holds = events.includes(event);
  return {
    holds,
    because: `the event is ${holds ? '' : 'not '}${oneOf(eventsOf(holds ? [event] : events))}`,
  };
}

function ofPage({ page: wanted }: When, { page }: RouteFacts): Held {
  if (wanted.length === 0) return notAsked;
  if (page === null) return { holds: false, because: 'the page is not known' };
  const address = page.toLowerCase();
  const found = wanted.find((part) => address.includes(part.toLowerCase()));
  return found === undefined
    ? { holds: false, because: `the page doesn’t hold ${oneOf(wanted)}` }
    : { holds: true, because: `the page holds ${found}` };
}

function ofWords({ words }: When, { text }: RouteFacts): Held {
  if (words.length === 0) return notAsked;
  const found = words.find((word) => holdsPhrase(text, word));
  return found === undefined
    ? { holds: false, because: `the visitor didn’t say ${oneOf(words.map(quoted))}` }
    : { holds: true, because: `the visitor said ${quoted(found)}` };
}

function ofLanguage({ languages }: When, { language }: RouteFacts): Held {
  if (languages.length === 0) return notAsked;
  const spoken = mainLanguage(language);
  if (spoken === null) return { holds: false, because: 'the language is not known' };
  return languages.includes(spoken)
    ? { holds: true, because: `the language is ${spoken}` }
    : { holds: false, because: `the language is ${spoken}, not ${oneOf(languages)}` };
}

function ofHours({ hours }: When, { isOpen }: RouteFacts): Held {
  if (hours === null) return notAsked;
  const now = isOpen ? 'it is inside working hours' : 'it is outside working hours';
  return { holds: (hours === 'open') === isOpen, because: now };
}

/** Of `de-AT`: `de`. */
function mainLanguage(language: string | null): string | null {
  return language?.toLowerCase().match(/^[a-z]{2,3}(?=$|[-_])/)?.[0] ?? null;
}

const mostNamed = 4;

function oneOf(list: readonly string[]): string {
  const named = list.slice(0, mostNamed);
  const more = list.length - named.length;
  if (more > 0) return `${named.join(', ')} or one of ${more} more`;
  const [last, ...rest] = named.toReversed();
  return rest.length === 0 ? (last ?? '') : `${rest.toReversed().join(', ')} or ${last}`;
}

function eventsOf(events: When['events']): string[] {
  return events.map((event) => eventNames[event]);
}

function quoted(word: string): string {
  return `“${word}”`;
}
