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
  'tenants.rename': 'renamed the organisation',
  'people.rename': 'changed their name',
  'people.change-password': 'changed their password',
  'people.reset-login': 'set a new password by a link',
  'connectors.create': 'added a connector',
  'connectors.change': 'changed a connector',
  'connectors.check': "had a connector's app checked",
  'connectors.pause': 'paused a connector',
  'connectors.resume': 'resumed a connector',
  'connectors.backfill': 'began a backfill',
  'connectors.retry': 'had a failure tried again',
  'connectors.credentials': "changed a connector's credentials",
  'connectors.delete': 'deleted a connector',
  'connectors.import': 'uploaded an export',
  'connectors.import_removed': 'removed an export',
  'actions.create': 'made an action',
  'actions.change': 'changed an action',
  'actions.secret': "renewed an action's signing secret",
  'actions.test': 'tested an action',
  'actions.delete': 'removed an action',
  'webhooks.create': 'added a webhook',
  'webhooks.change': 'changed a webhook',
  'webhooks.secret': "renewed a webhook's signing secret",
  'webhooks.replay': 'had a delivery sent again',
  'webhooks.delete': 'removed a webhook',
  'mail.test': 'sent a test letter',
  '/v1/forget': 'forgot experiences',
};

/** What was done, in words where there are any; else the endpoint's own name. Pure. */
export function auditWords({
  endpoint,
  decision,
}: Pick<AuditItem, 'endpoint' | 'decision'>): string {
  const done = words[endpoint] ?? endpoint;
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
