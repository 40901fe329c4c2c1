import type { SlackWorkspace } from '@belay/slack/client/slack-workspace';
import type { Channel } from '@belay/slack/model';
import { clampedPage, type Probe, type Sample } from './check-rate.ts';
import type { Heard } from './heard-fetch.ts';

const asked = 999;
/** a clamped app gets one request a minute: two that pass show that this one is not */
const enoughPassed = 2;

/**
 * A page of history or two, to see how much Slack serves. A refusal for too many requests ends it
 * at once: waiting it out would take a minute.
 */
export async function probeRate(
  workspace: Pick<SlackWorkspace, 'history'>,
  channels: readonly Channel[],
  heard: Heard,
  signal: AbortSignal,
): Promise<Probe> {
  const members = channels.filter(({ isMember, isDirect }) => isMember && !isDirect);
  const [first] = members;
  if (!first) return { kind: 'none', why: 'the bot is in no channel yet' };
  const stop = new AbortController();
  let pauseMs: number | undefined;
  heard.rejected = (path, retryAfterMs) => {
    if (!path.endsWith('/conversations.history')) return;
    pauseMs = retryAfterMs;
    stop.abort(new Error('rate limited'));
  };
  const samples: Sample[] = [];
  try {
    while (samples.length < enoughPassed && !tells(samples.at(-1))) {
      const channel = members[samples.length] ?? first;
      const { messages, hasMore } = await workspace.history(
        channel.id,
        { limit: asked },
        AbortSignal.any([signal, stop.signal]),
      );
      samples.push({ channel: channel.name, messages, hasMore });
    }
    const isClamped = samples.some(isClampedPage);
    return { kind: 'pages', samples, isClamped };
  } catch (error) {
    if (pauseMs === undefined) throw error;
    return { kind: 'rejected', samples, retryAfterMs: pauseMs };
  } finally {
    heard.rejected = undefined;
  }
}

/** One page is enough when it is larger than a clamped one, or just as large with more to come. */
function tells(sample: Sample | undefined): boolean {
  return sample !== undefined && (sample.messages.length > clampedPage || isClampedPage(sample));
}

function isClampedPage({ messages, hasMore }: Sample): boolean {
  return hasMore && messages.length === clampedPage;
}
