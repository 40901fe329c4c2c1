import type { WidgetLanguage } from '@belay/contract/desk/agent';
import { filled } from '@belay/slack/cards/phrase';
import type { Standing } from '../conversation/state/standing.ts';
import { teamWords } from '../mail/team-words/team-words.ts';

/** What a letter about somebody who waits says: no more than a card's head does. Pure. */
export function ladderLetter(
  { agent_name, number, visitor_name }: Pick<Standing, 'agent_name' | 'number' | 'visitor_name'>,
  minutes: number,
  language: WidgetLanguage,
): { subject: string; text: string } {
  const { anonymous, waits } = teamWords(language);
  const who = oneLine(visitor_name ?? '') || anonymous;
  const places = { who, agent: oneLine(agent_name), number, minutes };
  const text = filled(minutes === 0 ? waits.text : waits.since, places);
  return { subject: filled(waits.subject, places), text: `${text}\n\n${waits.take}` };
}

function oneLine(text: string): string {
  return text
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim()
    .slice(0, 120)
    .toWellFormed();
}
