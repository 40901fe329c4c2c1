import type { ClampState } from './clamp-watch.ts';
import type { MethodPlan, RateState } from './scheduler.ts';

/** What a new owner of this app's limits must know of an earlier one; plain JSON. */
export interface WorkspaceRateState {
  methods: RateState;
  clamp: ClampState;
}

/** What Slack's limits allow from now on, for whoever shows how long something will take. */
export interface RatePlan {
  /** history and replies are held to one request of 15 messages a minute */
  clamped: boolean;
  /** messages in a full page of history; in a page of replies the root is one of them */
  pageSize: number;
  methods: Record<string, MethodPlan>;
}
