import type { WorldState } from '../world/state.ts';

/** Through whose eyes, and as of when, something is served. */
export interface View {
  world: WorldState;
  /** ms; Infinity: now. Stale reads look back (SBX-2) */
  asOf: number;
  /** where this sandbox listens, for file addresses */
  baseUrl: string;
  /** the caller's own user id, for `is_member` */
  userId?: string;
  /** users:read.email */
  withEmail?: boolean;
  /** include_all_metadata */
  withMetadata?: boolean;
  /** how many `users[]` a reaction shows; Slack truncates */
  reactionUsers: number;
}
