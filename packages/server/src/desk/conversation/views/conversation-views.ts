import type { ConversationView, Named } from '@belay/contract/desk/conversation';
import type pg from 'pg';
import { publicId } from '../../../memory/ids.ts';
import { isUnanswered } from '../state/conversation-row.ts';
import { readStandings, type Standing } from '../state/standing.ts';
import { ratingView } from './rating-view.ts';

/** Conversations as operators see them, in the order of the ids (uuids); missing ones are left out. */
export async function conversationViews(
  db: pg.Pool | pg.PoolClient,
  tenant: string,
  ids: readonly string[],
): Promise<ConversationView[]> {
  return (await readStandings(db, tenant, ids)).map(conversationView);
}

export function conversationView(standing: Standing): ConversationView {
  const { escalation, escalated_at: escalatedAt } = standing;
  return {
    id: publicId('cnv', standing.id),
    number: standing.number,
    agent: { id: publicId('agt', standing.agent), name: standing.agent_name },
    visitor: {
      id: publicId('vis', standing.visitor),
      name: standing.visitor_name,
      email: standing.visitor_email,
      email_verified: standing.visitor_email_verified,
      online: standing.visitor_online,
      blocked: standing.visitor_blocked,
    },
    state: standing.state,
    epoch: standing.epoch,
    turn: standing.turn,
    cycle: standing.cycle,
    seq: standing.seq,
    owner: named(standing.owner, standing.owner_name),
    claim: standing.claim && publicId('clm', standing.claim),
    claimed_at: iso(standing.claimed_at),
    escalation:
      escalation && escalatedAt
        ? {
            id: publicId('esc', escalation),
            reasons: standing.escalation_reasons,
            at: escalatedAt.toISOString(),
          }
        : null,
    assignee: named(standing.assignee, standing.assignee_name),
    quiet_due: iso(standing.quiet_due),
    quiet_warning: standing.quiet_warned,
    snooze_until: iso(standing.snooze_until),
    unanswered: isUnanswered(standing),
    rating: ratingView(standing.rating),
    language: standing.language,
    page: standing.page,
    last_message: lastMessageOf(standing),
    seen_by_visitor: standing.seen_by_visitor,
    seen_by_operator: standing.seen_by_operator,
    is_test: standing.is_test,
    created_at: standing.created_at.toISOString(),
    updated_at: standing.updated_at.toISOString(),
    closed_at: iso(standing.closed_at),
  };
}

export function lastMessageOf({ last_message: last }: Standing): ConversationView['last_message'] {
  return last && { author: last.author, text: last.text, at: last.at };
}

function named(id: string | null, name: string | null): Named | null {
  return id === null ? null : { id, name: name ?? 'A former colleague' };
}

function iso(at: Date | null): string | null {
  return at?.toISOString() ?? null;
}
