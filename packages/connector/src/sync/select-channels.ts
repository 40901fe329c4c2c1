import type { Channel } from '@belay/slack/model';
import type { ChannelRecord } from '../ports.ts';
import { SyncRefused } from './options.ts';

/**
 * The channels to follow. Without names: every public one that can be read (archived ones only
 * where the bot already is). Unknown names are refused before anything is written (SYN-7).
 */
export function selectChannels(
  all: readonly Channel[],
  wanted: readonly string[] | undefined,
  known: readonly ChannelRecord[] = [],
): Channel[] {
  if (wanted === undefined)
    return all.filter((c) => !c.isPrivate && !c.isDirect && (!c.isArchived || c.isMember));
  const chosen = new Map<string, Channel>();
  const unknown: string[] = [];
  for (const text of wanted.map((name) => name.trim()).filter((name) => name !== '')) {
    const channel = find(all, text);
    const followed = known.filter((record) => isFollowedAs(record, text));
    // what was followed under this name stays followed, whatever it is called now
    const renamed = all.filter(({ id }) => followed.some(({ channelId }) => channelId === id));
    for (const match of channel ? [channel, ...renamed] : renamed) chosen.set(match.id, match);
    if (!channel && followed.length === 0) unknown.push(explain(all, text));
  }
  if (unknown.length > 0)
    throw new SyncRefused(
      'unknown_channel',
      `${unknown.join(' ')} Nothing was written. Private channels appear once the bot is invited.`,
    );
  return [...chosen.values()];
}

function find(all: readonly Channel[], text: string): Channel | undefined {
  const name = text.replace(/^#/, '').toLowerCase();
  return (
    all.find((channel) => channel.id === text) ??
    all.find((channel) => channel.name.toLowerCase() === name && !channel.isDirect)
  );
}

/** Whether this name or id stood for the channel in an earlier run. */
export function isFollowedAs(record: ChannelRecord, text: string): boolean {
  const name = text.trim().replace(/^#/, '').toLowerCase();
  return (
    record.channelId === text ||
    record.name.toLowerCase() === name ||
    record.scopeName.toLowerCase() === name
  );
}

function explain(all: readonly Channel[], text: string): string {
  const name = text.replace(/^#/, '').toLowerCase();
  const renamed = all.find((c) => c.previousNames.some((old) => old.toLowerCase() === name));
  if (renamed) return `There is no channel "${text}": it is now #${renamed.name}.`;
  const near = all
    .filter((channel) => !channel.isDirect)
    .map((channel) => ({ channel, distance: distance(name, channel.name.toLowerCase()) }))
    .filter(({ channel, distance }) => distance <= 2 || channel.name.toLowerCase().includes(name))
    .toSorted((a, b) => a.distance - b.distance)
    .slice(0, 3)
    .map(({ channel }) => `#${channel.name}`);
  const hint = near.length > 0 ? ` Did you mean ${near.join(' or ')}?` : '';
  return `There is no channel "${text}".${hint}`;
}

/** Levenshtein's, in one row. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++)
      next[j] = Math.min(
        (next[j - 1] ?? 0) + 1,
        (row[j] ?? 0) + 1,
        (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1),
      );
    row = next;
  }
  return row[b.length] ?? 0;
}
