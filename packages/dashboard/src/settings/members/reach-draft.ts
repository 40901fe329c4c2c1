import type { Role } from '@belay/contract/people';
import { linesOf } from './reach-words.ts';

/** What a member may do and read, as it is edited. */
export interface ReachDraft {
  role: Role;
  /** null: all of them */
  scopes: string | null;
  privateChannels: 'none' | 'named' | 'all';
  named: string;
}

export const emptyReach: ReachDraft = {
  role: 'viewer',
  scopes: null,
  privateChannels: 'none',
  named: '',
};

/** The draft as the API takes it. Pure. */
export function reachBody(draft: ReachDraft) {
  return {
    role: draft.role,
    scopes: draft.scopes === null ? null : linesOf(draft.scopes),
    private_channels:
      draft.privateChannels === 'all'
        ? ('all' as const)
        : draft.privateChannels === 'named'
          ? linesOf(draft.named)
          : [],
  };
}
