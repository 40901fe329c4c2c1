import type { CardState } from '@belay/slack/cards/card-model';
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
      const { closed_at, created_at } = standing;
      return { kind: 'closed', at: Date.parse(closed_at ?? created_at), by: null };
    }
  }
}
