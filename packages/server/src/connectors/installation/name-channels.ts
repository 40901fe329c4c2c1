import { SyncRefused } from '@belay/connector/sync/options';
import { selectChannels } from '@belay/connector/sync/select-channels';
import { BelayError } from '@belay/contract/error';
import type { Channel } from '@belay/slack/model';

/** More unknown names than this get no guess of what was meant. */
const mostExplained = 20;

/** `#names` and ids told apart, in the order given, each channel once. */
export function nameChannels(
  all: readonly Channel[],
  names: readonly string[],
): { found: Channel[]; unknown: string[] } {
  const byId = new Map(all.map((channel) => [channel.id, channel]));
  const byName = new Map(all.map((channel) => [channel.name.toLowerCase(), channel]));
  const found = new Map<string, Channel>();
  const unknown: string[] = [];
  for (const given of names.map((name) => name.trim()).filter((name) => name !== '')) {
    const channel = byId.get(given) ?? byName.get(given.replace(/^#/, '').toLowerCase());
    if (channel) found.set(channel.id, channel);
    else unknown.push(given);
  }
  return { found: [...found.values()], unknown: [...new Set(unknown)] };
}

/** The channels that are meant. Throws 422 that names every unknown one, in the engine's words. */
export function knownChannels(all: readonly Channel[], names: readonly string[]): Channel[] {
  const { found, unknown } = nameChannels(all, names);
  if (unknown.length === 0 && found.length > 0) return found;
  throw new BelayError('INVALID_BODY', explain(all, unknown), {
    field: 'settings.channels',
    reason: 'unknown channels',
    unknown,
  });
}

function explain(all: readonly Channel[], unknown: readonly string[]): string {
  if (unknown.length === 0) return 'No channel is chosen. Choose at least one.';
  try {
    selectChannels(all, unknown.slice(0, mostExplained));
  } catch (error) {
    if (!(error instanceof SyncRefused)) throw error;
    const more = unknown.length - mostExplained;
    return more > 0 ? `${error.message} And ${more} more.` : error.message;
  }
  return `Slack shows none of these to this token: ${unknown.slice(0, mostExplained).join(', ')}.`;
}
