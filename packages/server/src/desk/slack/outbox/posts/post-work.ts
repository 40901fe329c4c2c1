import type { Fence } from '../../../../connectors/lease/fence.ts';
import type { Draw } from '../drawn.ts';
import type { OutboxPlace } from '../lane.ts';
import type { Outage } from '../outage.ts';
import type { OutboxTiming } from '../outbox-timing.ts';

/** What the posts of one installation are sent with. */
export interface PostWork {
  place: OutboxPlace;
  fence: Fence;
  timing: OutboxTiming;
  draw: Draw;
  outage: Outage;
  /** there is a post whose outcome nobody knows */
  doubt(): void;
  /** posts were parked for what concerns all of the installation */
  troubled(): void;
  /** a post waits until then, ms */
  later(at: number): void;
}
