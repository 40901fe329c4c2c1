import type { AuditItem } from '@belay/contract/people';

const words: Record<string, string> = {
  setup: 'made the first account',
  'tenants.create': 'made the organisation',
  'members.change': 'changed a member',
  'members.remove': 'removed a member',
  'members.leave': 'left the organisation',
  'invitations.create': 'invited somebody',
  'invitations.accept': 'accepted an invitation',
  'invitations.withdraw': 'withdrew an invitation',
  'api-tokens.create': 'made an API token',
  'api-tokens.revoke': 'revoked an API token',
  'connector.create': 'added a connector',
  'connector.change': 'changed a connector',
  'connector.pause': 'paused a connector',
  'connector.resume': 'resumed a connector',
  'connector.backfill': 'began a backfill',
  'connector.credentials': "changed a connector's credentials",
  'connector.delete': 'deleted a connector',
  'connector.import': 'uploaded an export',
  forget: 'forgot experiences',
};

/** What was done, in words where there are any; else the endpoint's own name. Pure. */
export function auditWords({
  endpoint,
  decision,
}: Pick<AuditItem, 'endpoint' | 'decision'>): string {
  const done = words[endpoint] ?? words[endpoint.replace('connectors.', 'connector.')] ?? endpoint;
  return decision === 'allow' ? done : `${done} (${decision})`;
}

/** Whether a row holds what somebody looks for, anywhere in it. Pure. */
export function auditMatches(item: AuditItem, query: string): boolean {
  const text = JSON.stringify([
    item.actor,
    item.endpoint,
    auditWords(item),
    item.scope,
    item.details,
  ]);
  return query
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.toLowerCase().includes(word));
}
