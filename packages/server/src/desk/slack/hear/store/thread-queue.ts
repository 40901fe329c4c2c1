import { createHash } from 'node:crypto';

/** As many threads of all workspaces are worked on side by side, at most. */
const queues = 256;

/**
 * The job queue of a thread: what belongs to it is worked on one after the other, in any process.
 * A few hundred queues serve them all, since the queue's table keeps each name for ever.
 */
export function threadQueue(installation: string, thread: string): string {
  const hash = createHash('sha256').update(`${installation} ${thread}`).digest();
  return `slack_heard_${hash.readUInt16BE(0) % queues}`;
}
