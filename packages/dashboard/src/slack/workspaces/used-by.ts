import type { SlackInstallationView } from '@belay/contract/desk/slack-app';

/** Who uses a workspace: `Used by the agents Support and Sales, and the connector Ropes`. */
export function usedBy({
  agents,
  connectors,
}: Pick<SlackInstallationView, 'agents' | 'connectors'>): string {
  const parts = [
    named(
      'agent',
      agents.map(({ name }) => name),
    ),
    named(
      'connector',
      connectors.map(({ name }) => name),
    ),
  ].filter((part) => part !== null);
  return parts.length === 0 ? 'Used by nothing' : `Used by ${parts.join(', and ')}`;
}

function named(what: string, names: readonly string[]): string | null {
  const [first, ...rest] = names;
  if (first === undefined) return null;
  if (rest.length === 0) return `the ${what} ${first}`;
  const list = new Intl.ListFormat('en').format(names);
  return `the ${what}s ${list}`;
}
