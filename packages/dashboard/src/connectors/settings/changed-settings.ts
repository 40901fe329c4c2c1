import type { ConnectorSettings } from '@belay/contract/connector';

/** Only what differs: two people who change two settings at once undo nothing of each other. */
export function changedSettings(
  before: ConnectorSettings,
  after: ConnectorSettings,
): Partial<ConnectorSettings> {
  const changed = Object.entries(after).filter(
    ([name, value]) =>
      JSON.stringify(value) !== JSON.stringify(before[name as keyof ConnectorSettings]), // keys of `after` are keys of both
  );
  return Object.fromEntries(changed);
}
