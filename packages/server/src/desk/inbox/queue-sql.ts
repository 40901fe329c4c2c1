import type { Queue } from '@belay/contract/desk/conversation';

/**
 * What lies in a queue, of `conversation c`; $2 is the person who looks, null for programs. An
 * assigned conversation that waits is in its colleague's `mine`: it is theirs to look at.
 */
export const queueSql: Record<Queue, string> = {
  waiting: `c.state = 'waiting'`,
  mine: `((c.owner = $2::uuid and c.snooze_until is null)
    or (c.assignee = $2::uuid and c.state = 'waiting'))`,
  open: `c.state <> 'closed'`,
  snoozed: `(c.snooze_until is not null and c.state = 'human')`,
  closed: `c.state = 'closed'`,
  all: 'true',
};
