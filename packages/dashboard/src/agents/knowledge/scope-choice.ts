import type { AgentScope } from '@belay/contract/desk/agent';
import { formatCount } from '../../ui/format-number.ts';

/** The scopes that fit what was typed; those that answer already stand first. */
export function foundScopes(scopes: readonly AgentScope[], query: string): AgentScope[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  return scopes
    .filter(({ label, scope }) => {
      const text = `${label} ${scope}`.toLowerCase();
      return words.every((word) => text.includes(word));
    })
    .sort(
      (a, b) =>
        Number(b.chosen) - Number(a.chosen) ||
        a.label.localeCompare(b.label) ||
        (a.scope < b.scope ? -1 : 1),
    );
}

/**
 * Private ones that would be opened to visitors now: each asks a second time (DSK-1). So does one
 * that became private after it was chosen: it isn't read until somebody says so.
 */
export function unconfirmed(
  scopes: readonly AgentScope[],
  chosen: ReadonlySet<string>,
): AgentScope[] {
  return scopes.filter((one) => one.is_private && !one.confirmed && chosen.has(one.scope));
}

/** What differs from what stands, in a phrase: "2 added, 1 removed"; empty: nothing. */
export function choiceChange(scopes: readonly AgentScope[], chosen: ReadonlySet<string>): string {
  const added = scopes.filter((one) => !one.chosen && chosen.has(one.scope)).length;
  const removed = scopes.filter((one) => one.chosen && !chosen.has(one.scope)).length;
  return [
    ...(added > 0 ? [`${formatCount(added, 'channel')} added`] : []),
    ...(removed > 0 ? [`${formatCount(removed, 'channel')} removed`] : []),
  ].join(', ');
}

/** What visitors could read of private channels, for the second question. */
export function exposureWords(scopes: readonly AgentScope[]): string {
  const experiences = scopes.reduce((sum, one) => sum + one.experiences, 0);
  const where = scopes.length === 1 ? 'this private channel' : 'these private channels';
  return `Visitors could read parts of ${formatCount(experiences, 'message')} of ${where}, quoted in answers, and of everything that is said there from now on. Whoever wrote them did so for its members only.`;
}
