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
  'agents.create': 'made an agent',
  'agents.change': 'changed an agent',
  'agents.choose_scopes': 'chose the channels of an agent',
  'agents.make_identity_secret': "made an agent's identity secret",
  'agents.remove_identity_secret': "removed an agent's identity secret",
  'agents.delete': 'deleted an agent',
  'knowledge.add': 'taught an agent',
  'knowledge.change': 'changed what an agent was taught',
  'knowledge.refresh': 'had a source read again',
  'knowledge.remove': 'removed what an agent was taught',
  'desk.take_over': 'took a conversation over',
  'desk.steal': 'took a conversation from a colleague',
  'desk.assign': 'assigned a conversation',
  'desk.release': 'released a conversation',
  'desk.hand_back': 'handed a conversation back',
  'desk.send_and_leave': 'answered and left it with the agent',
  'desk.escalate': 'called a person to a conversation',
  'desk.snooze': 'snoozed a conversation',
  'desk.close': 'closed a conversation',
  'desk.reopen': 'reopened a conversation',
  'desk.edit_message': 'edited a message',
  'desk.delete_message': 'deleted a message',
  'desk.teach': 'taught an answer',
  'desk.unteach': 'had an answer forgotten',
  'desk.visitor_block': 'blocked a visitor',
  'desk.visitor_unblock': 'unblocked a visitor',
  'desk.visitor_erase': 'erased a visitor',
  'desk.visitor_export': "exported a visitor's data",
  'desk.visitors_export': 'exported the visitors',
  'desk.leads_export': 'exported the leads',
  'desk.model_change': 'changed the model',
  'desk.model_remove': 'removed the model',
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
