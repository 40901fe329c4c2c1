import type { Standing } from '../conversation/state/standing.ts';

/** What a letter about somebody who waits says: no more than a card's head does. Pure. */
export function ladderLetter(
  { agent_name, number, visitor_name }: Pick<Standing, 'agent_name' | 'number' | 'visitor_name'>,
  minutes: number,
): { subject: string; text: string } {
  const who = oneLine(visitor_name ?? '') || 'Anonymous Visitor';
  const agent = oneLine(agent_name);
  const since = minutes === 0 ? '' : ` for ${minutes} min of your working hours`;
  return {
    subject: `${agent}: ${who} waits for a person (#${number})`,
    text: `${who} asked ${agent} for a person and has been waiting${since}. Nobody has taken conversation #${number} yet.\n\nTake it over here:`,
  };
}

function oneLine(text: string): string {
  return text
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim()
    .slice(0, 120)
    .toWellFormed();
}
