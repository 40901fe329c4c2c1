import type { SlackChannelChoice } from '@belay/contract/desk/slack-channels';

/** Names of channels that were chosen and not saved: the server tells those of saved ones only. */
export function openKnown(storage: Storage, key: string): SlackChannelChoice[] {
  try {
    // written below, by this version of the page or by none: names are only shown
    const kept: unknown = JSON.parse(storage.getItem(key) ?? '[]');
    return Array.isArray(kept) ? kept.filter(isChoice) : [];
  } catch {
    return [];
  }
}

export function keepKnown(storage: Storage, key: string, known: SlackChannelChoice[]): void {
  try {
    if (known.length === 0) storage.removeItem(key);
    else storage.setItem(key, JSON.stringify(known));
  } catch {
    // full or closed: after a reload an id stands where the name was
  }
}

function isChoice(value: unknown): value is SlackChannelChoice {
  return (
    typeof value === 'object' &&
    value !== null &&
    'id' in value &&
    'name' in value &&
    typeof value.id === 'string' &&
    typeof value.name === 'string'
  );
}
