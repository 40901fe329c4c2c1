import type { ConnectorView } from '@belay/contract/connector';
import { formatCount, formatNumber } from '../../ui/format-number.ts';

type Seen = Pick<ConnectorView, 'state' | 'name' | 'channels' | 'counts'>;

/** All connectors in one sentence: what needs somebody first, else what is there. Pure. */
export function listSentence(views: readonly Seen[]): string {
  const failed = views.filter(({ state }) => state === 'failed');
  if (failed.length === 1)
    return `${failed[0]?.name} needs you${views.length > 1 ? '; the others go on by themselves' : ''}.`;
  if (failed.length > 1) return `${formatNumber(failed.length)} connectors need you.`;
  const total = sum(views, ({ channels }) => channels.total);
  const proved = sum(views, ({ channels }) => channels.proved);
  const messages = sum(views, ({ counts }) => counts.messages + counts.replies);
  const reading = views.filter(({ state }) => state === 'backfilling').length;
  const known = `${formatCount(messages, 'message')} from ${formatCount(total, 'channel')} ${messages === 1 ? 'is' : 'are'} memory`;
  if (reading > 0)
    return `${known} so far; ${formatNumber(proved)} of the channels ${proved === 1 ? 'is' : 'are'} complete.`;
  return proved === total
    ? `${known}, and every channel is complete.`
    : `${known}; ${formatNumber(proved)} of ${formatNumber(total)} channels are complete.`;
}

function sum(views: readonly Seen[], of: (view: Seen) => number): number {
  return views.reduce((total, view) => total + of(view), 0);
}
