import { createHash } from 'node:crypto';
import type { Channel } from '@belay/slack/model';

/** Which channels a token sees, kept for as long as a person chooses among them. */
export interface ChannelListings {
  /** one listing at a time per tenant and token; a failed one is not kept */
  of(tenant: string, token: string, list: () => Promise<Channel[]>): Promise<Channel[]>;
  /** after something changed in Slack, e.g. a token that sees more */
  forget(tenant: string, token: string): void;
}

const keptMs = 5 * 60_000;
/** A listing of 5,000 channels takes about 2 MB. */
const mostKept = 32;

export function createChannelListings(now: () => number): ChannelListings {
  const kept = new Map<string, { until: number; channels: Promise<Channel[]> }>();
  return {
    of(tenant, token, list) {
      const key = keyOf(tenant, token);
      const known = kept.get(key);
      if (known && known.until > now()) return known.channels;
      kept.delete(key);
      for (const oldest of kept.keys()) {
        if (kept.size < mostKept) break;
        kept.delete(oldest);
      }
      const entry = { until: now() + keptMs, channels: list() };
      kept.set(key, entry);
      entry.channels.catch(() => {
        if (kept.get(key) === entry) kept.delete(key);
      });
      return entry.channels;
    },
    forget(tenant, token) {
      kept.delete(keyOf(tenant, token));
    },
  };
}

/** Another tenant with the same token lists for itself; the token itself is not kept here. */
function keyOf(tenant: string, token: string): string {
  return `${tenant} ${createHash('sha256').update(token).digest('base64url')}`;
}
