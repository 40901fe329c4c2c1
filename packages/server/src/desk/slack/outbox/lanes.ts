import type { Lane } from './lane.ts';

/** Beside the queue of posts; each waits for nobody but its own budget. */
export const lanes: readonly Lane[] = [];
