import { createHash } from 'node:crypto';
import type { Standing } from '../../conversation/state/standing.ts';

/** Everything that a card says beside the words in it: as long as it is the same, none is redrawn. */
export function shownDigest(standing: Standing, home: string | null): string {
  const { escalation_reasons: reasons, rating } = standing;
  const said = [
    ...[standing.state, standing.epoch, standing.cycle, standing.escalation, reasons.length],
    ...[standing.owner_name, standing.assignee_name, standing.agent_name, home],
    ...[standing.visitor_name, standing.visitor_email, standing.visitor_email_verified],
    rating && [rating.thumb, rating.stars, rating.comment],
  ];
  return createHash('sha256').update(JSON.stringify(said)).digest('base64url').slice(0, 22);
}
