import type { CardCloser, CardState } from '@belay/slack/cards/card-model';
import type { CardStanding } from './card-facts.ts';

/** Why it waits again, as a requeue notes it. */
const why: Readonly<Record<string, 'expired' | 'released' | 'left'>> = {
  quiet: 'expired',
  released: 'released',
  left: 'left',
};

export function cardState(standing: CardStanding): CardState {
  switch (standing.state) {
    case 'agent':
      return { kind: 'agent' };
    case 'waiting': {
      const { escalated_at, created_at, last_owner_name: name, assignee_name } = standing;
      const last = standing.escalation_reasons.at(-1);
      const after = last?.reason === 'returned' ? why[last.detail ?? ''] : undefined;
      return {
        kind: 'waiting',
        since: Date.parse(escalated_at ?? created_at),
        after: after === undefined ? null : { why: after, name: name ?? '' },
        assignee: assignee_name,
      };
    }
    case 'human': {
      const { owner_name, claimed_at, created_at } = standing;
      return {
        kind: 'human',
        owner: owner_name ?? '',
        since: Date.parse(claimed_at ?? created_at),
      };
    }
    case 'closed': {
      const at = Date.parse(standing.closed_at ?? standing.created_at);
      return { kind: 'closed', at, by: closer(standing, at) };
    }
  }
}

const hourMs = 3_600_000;

function closer(
  { closed_by, closer_name: name, spoke_at }: CardStanding,
  at: number,
): CardCloser | null {
  switch (closed_by) {
    case 'operator':
      return name === null ? null : { who: 'person', name };
    case 'visitor':
      return { who: 'visitor' };
    case 'idle':
      return {
        who: 'silence',
        hours: Math.max(1, Math.floor((at - Date.parse(spoke_at)) / hourMs)),
      };
    default:
      return null;
  }
}
