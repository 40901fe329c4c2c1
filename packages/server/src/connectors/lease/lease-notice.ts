import type { LeaseKind } from './fence.ts';

/** The word by which processes tell each other that there is something to do, or nobody to do it. */
export const leaseNotice: Readonly<Record<LeaseKind, string>> = {
  connectors: 'belay_connectors',
  desk: 'belay_slack',
};
