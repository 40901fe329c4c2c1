import { homesLane } from '../home/homes-lane.ts';
import { filesLane } from '../upload/files-lane.ts';
import type { Lane } from './lane.ts';
import { receiptLane } from './shown/receipt-lane.ts';

/** Beside posts and redraws; each waits for nobody but its own budget. */
export const lanes: readonly Lane[] = [receiptLane, homesLane, filesLane];
