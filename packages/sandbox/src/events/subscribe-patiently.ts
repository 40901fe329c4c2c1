import type { EventSettings, SubscriptionState } from './event-settings.ts';
import type { FailureReason } from './line.ts';
import type { SubscriptionWish } from './subscription.ts';

const tries = 5;
const late: FailureReason = 'http_timeout';

/**
 * As whoever sets a request URL for an app that has just begun to run: Slack waits 3 s for the
 * challenge, and they press once more. Another refusal than for time is thrown at once.
 */
export async function subscribePatiently(
  settings: EventSettings,
  wish: SubscriptionWish,
): Promise<SubscriptionState> {
  for (let tried = 1; ; tried += 1)
    try {
      return await settings.subscribe(wish);
    } catch (error) {
      if (tried === tries || !String(error).includes(`(${late})`)) throw error;
    }
}
