import type { SlackEvent } from '@belay/contract/desk/slack-settings';
import type { DeliveryFilter } from '../data/slack-queries.ts';

export const deliveryStates = ['waiting', 'posted', 'parked', 'dropped'] as const;

/** Written out: the contract's own list would bring its parser into the first page. */
const events: readonly SlackEvent[] = [
  'new_conversation',
  'escalation',
  'low_rating',
  'lead',
  'action',
];

export const allDeliveries: DeliveryFilter = { state: '', event: '', channel: '' };

/** The log's filters as they stand in the page's address; what is not known there is left out. */
export interface DeliverySearch {
  state?: (typeof deliveryStates)[number];
  event?: SlackEvent;
  channel?: string;
}

export function deliverySearch(search: Record<string, unknown>): DeliverySearch {
  const state = deliveryStates.find((one) => one === search.state);
  const event = events.find((one) => one === search.event);
  const { channel } = search;
  return {
    ...(state && { state }),
    ...(event && { event }),
    ...(typeof channel === 'string' && /^[CG][A-Z0-9]{2,20}$/.test(channel) && { channel }),
  };
}
