import type { Standing } from '../conversation/state/standing.ts';

/**
 * What a letter about an escalation is about, so that each gets it once; it goes when somebody comes.
 * Null: it comes at once because Slack can't be told, whoever notices that first.
 */
export function letterAbout(
  { escalation }: Pick<Standing, 'escalation'>,
  step: number | null,
): string {
  return `ladder:${escalation}:${step ?? 'at once'}`;
}
