import type { SlackRule } from '@belay/contract/desk/slack-settings';
import { slackEventWords } from '../events/event-words.ts';

/** When a rule holds, in one line: each of its conditions, or that it always does. */
export function ruleWords({ events, page, words, languages, hours }: SlackRule['when']): string {
  const parts = [
    events.length > 0 && events.map((event) => slackEventWords[event].title).join(' or '),
    page.length > 0 && `the page holds ${either(page)}`,
    words.length > 0 && `the visitor said ${either(words)}`,
    languages.length > 0 && `they speak ${either(languages)}`,
    hours === 'open' && 'in working hours',
    hours === 'closed' && 'outside of working hours',
  ].filter((part) => part !== false);
  return parts.length === 0 ? 'Always' : parts.join(' · ');
}

function either(values: readonly string[]): string {
  const shown = values.slice(0, 3).join(' or ');
  return values.length > 3 ? `${shown} or ${values.length - 3} more` : shown;
}

export const newRule: SlackRule = {
  name: '',
  when: { events: [], page: [], words: [], languages: [], hours: null },
  channel: '',
  mention: null,
};
