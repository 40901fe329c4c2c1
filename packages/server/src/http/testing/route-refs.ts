/** What a call can name of an organisation: ids of real things, or of none. */
export interface Refs {
  scope: string;
  tenant: string;
  member: string;
  invitation: string;
  token: string;
  session: string;
  event: string;
  blob: string;
  lifecycle: string;
  key: string;
  connector: string;
  installation: string;
  failure: string;
  import: string;
  agent: string;
  knowledge: string;
  action: string;
  webhook: string;
  delivery: string;
  visitor: string;
  conversation: string;
  message: string;
  file: string;
  picture: string;
  held: string;
  /** the query of a signed link to that file */
  link: string;
}

/** Nothing has these. */
export const missingRefs: Refs = {
  scope: 'org:nowhere',
  tenant: '00000000-0000-4000-8000-000000000000',
  member: '00000000-0000-4000-8000-000000000000',
  invitation: `inv_${'0'.repeat(32)}`,
  token: `jti_${'0'.repeat(32)}`,
  session: '00000000-0000-4000-8000-000000000000',
  event: `evt_${'0'.repeat(32)}`,
  blob: `blob_${'0'.repeat(64)}`,
  lifecycle: 'lc_0',
  key: 'no-such-key',
  connector: `con_${'0'.repeat(32)}`,
  installation: `sin_${'0'.repeat(32)}`,
  failure: 'none',
  import: `imp_${'0'.repeat(32)}`,
  agent: `agt_${'0'.repeat(32)}`,
  knowledge: `kno_${'0'.repeat(32)}`,
  action: `act_${'0'.repeat(32)}`,
  webhook: `whk_${'0'.repeat(32)}`,
  delivery: `dlv_${'0'.repeat(32)}`,
  visitor: `vis_${'0'.repeat(32)}`,
  conversation: `cnv_${'0'.repeat(32)}`,
  message: `msg_${'0'.repeat(32)}`,
  file: `fil_${'0'.repeat(32)}`,
  picture: `pic_${'0'.repeat(32)}`,
  held: `hld_${'0'.repeat(32)}`,
  link: '',
};

/** Which of them a parameter of a path names, by the segment before it. */
const named: Record<string, keyof Refs> = {
  tenants: 'tenant',
  members: 'member',
  invitations: 'invitation',
  'api-tokens': 'token',
  sessions: 'session',
  events: 'event',
  'memory-event': 'event',
  blobs: 'blob',
  event: 'lifecycle',
  'by-idempotency-key': 'key',
  connectors: 'connector',
  installations: 'installation',
  failures: 'failure',
  imports: 'import',
  agents: 'agent',
  knowledge: 'knowledge',
  actions: 'action',
  webhooks: 'webhook',
  deliveries: 'delivery',
  visitors: 'visitor',
  conversations: 'conversation',
  messages: 'message',
  files: 'file',
  pictures: 'picture',
  held: 'held',
};

/** The path with its ids. Throws for a parameter that this table doesn't know yet. */
export function pathOf(template: string, refs: Refs): string {
  return template.replace(/([\w-]+)\/\{\w+\}/g, (_, before: string) => {
    const ref = named[before];
    if (ref === undefined) throw new Error(`route-refs.ts has no id for {…} after /${before}/`);
    return `${before}/${encodeURIComponent(refs[ref])}`;
  });
}

const said = (scope: string) => ({
  scope,
  modality: 'observation',
  content: { kind: 'text', text: 'x' },
});

/**
 * Bodies that get past the schema and name what `refs` hold, for routes that read the body before they
 * can tell what is asked for. Others refuse first, and are sent `{}`.
 */
export function bodyOf(template: string, refs: Refs): unknown {
  const bodies: Record<string, unknown> = {
    '/v1/experience': said(refs.scope),
    '/v1/experience/bulk': { items: [said(refs.scope)] },
    '/v1/recall': { scope: refs.scope, query: 'x', view: 'descend' },
    '/v1/forget': {
      scope: refs.scope,
      selector: { memory_ids: [refs.event] },
      cascade: 'redact_events',
    },
    '/v1/export': { scope: refs.scope },
    '/v1/scopes': { path: `${refs.scope}/team:new` },
    '/v1/auth/tokens': { subject: 'user:x', scopes: [refs.scope] },
    '/v1/auth/revoke': { jti: refs.token },
    '/v1/connectors/slack/check': { connector_id: refs.connector },
    '/v1/connectors/slack/channels': { connector_id: refs.connector },
    '/v1/connectors/slack/preview': { scope_template: `${refs.scope}/channel:{channel}` },
    '/v1/members/{user}': { role: 'viewer' },
    '/v1/tenants/{id}': { name: 'Renamed' },
    '/v1/widget/messages': { conversation_id: refs.conversation, text: 'x', client_id: 'x' },
    '/v1/widget/leads': { conversation_id: refs.conversation, fields: { email: 'x@example.com' } },
    '/v1/widget/conversations/{id}/continue': { escalation_id: 'x' },
    '/v1/widget/conversations/{id}/seen': { seq: 1 },
    '/v1/widget/conversations/{id}/rating': { thumb: 'up' },
    '/v1/widget/conversations/{id}/mail': { email: 'x@example.com' },
    // no bytes, no file
    '/v1/widget/files': undefined,
    '/v1/desk/files': undefined,
    '/v1/slack/link/look': { token: 'x' },
    '/v1/slack/link': { token: 'x' },
    '/v1/agents/{id}/slack/tokens': { token: 'xoxb-of-nobody' },
    '/v1/agents/{id}/slack/bind': { installation_id: refs.installation },
    '/v1/slack/installations/{id}/disconnect': { confirm: true },
    '/v1/slack/people/unlink': { installation_id: refs.installation, user_id: 'U0' },
    '/v1/desk/availability': { available: true },
    '/v1/desk/conversations/{id}/held/{held}': { choice: 'keep' },
    '/v1/agents/{id}/scopes': { scopes: [] },
    '/v1/agents/{id}/knowledge': { kind: 'text', title: 'T', text: 'x' },
    '/v1/agents/{id}/knowledge/{knowledge}': { title: 'T', text: 'x' },
  };
  return template in bodies ? bodies[template] : {};
}

/** The query of routes that need one. */
export function queryOf(template: string, refs: Refs): string {
  const scope = encodeURIComponent(refs.scope);
  const queries: Record<string, string> = {
    '/v1/agents/{id}/knowledge/documents': '?name=x.txt',
    '/v1/events': `?scope=${scope}&view=descend`,
    '/v1/events/facets': `?scope=${scope}`,
    '/v1/lifecycle': `?scope=${scope}`,
    '/v1/lifecycle/stream': `?scope=${scope}`,
    '/v1/scopes': `?path=${scope}`,
    '/v1/desk/stream': `?conversation_id=${encodeURIComponent(refs.conversation)}`,
    '/v1/desk/files/{id}': refs.link,
    '/v1/scopes/list': `?prefix=${scope}`,
    '/v1/experience/status': `?idempotency_key=${refs.key}`,
  };
  return queries[template] ?? '';
}
