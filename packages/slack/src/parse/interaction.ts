import { isTs } from '../ids/ts.ts';
import { defined, type Fields, fields, firstText, list, text } from './fields.ts';

/** Who acted, where, and how to answer. Anyone in the channel may have, also from another company. */
export interface Interaction {
  type: 'interaction';
  kind: 'action' | 'submission' | 'closed' | 'shortcut' | 'suggestion';
  user: { id: string; teamId?: string; name?: string };
  appId?: string;
  /** absent in an org-wide installation */
  teamId?: string;
  enterpriseId?: string;
  channelId?: string;
  /** the message that it was done on */
  messageTs?: string;
  threadTs?: string;
  /** once, within 3 s */
  triggerId?: string;
  /** five times, within 30 min; check its host before use */
  responseUrl?: string;
  callbackId?: string;
  actions: Action[];
  view?: { id: string; hash?: string; privateMetadata?: string };
  /** what stands in the inputs: block id → action id → value */
  values: Fields;
}

export interface Action {
  actionId: string;
  blockId?: string;
  value?: string;
  /** chosen options, users, channels, dates */
  selected: string[];
  actionTs?: string;
}

const kinds: Readonly<Record<string, Interaction['kind']>> = {
  block_actions: 'action',
  view_submission: 'submission',
  view_closed: 'closed',
  shortcut: 'shortcut',
  message_action: 'shortcut',
  block_suggestion: 'suggestion',
};

/** A `payload=` body; undefined for a kind that we don't know, or one without a user. */
export function parseInteraction(raw: unknown): Interaction | undefined {
  const payload = fields(raw);
  const name = text(payload.type) ?? '';
  const kind = Object.hasOwn(kinds, name) ? kinds[name] : undefined;
  const user = fields(payload.user);
  const userId = text(user.id);
  if (kind === undefined || userId === undefined) return undefined;
  const container = fields(payload.container);
  const message = fields(payload.message);
  const view = fields(payload.view);
  const messageTs = [container.message_ts, message.ts, payload.message_ts].find(isTs);
  const threadTs = [container.thread_ts, message.thread_ts].find(isTs);
  return defined({
    type: 'interaction' as const,
    kind,
    user: defined({
      id: userId,
      teamId: text(user.team_id),
      name: firstText(user.username, user.name),
    }),
    appId: text(payload.api_app_id),
    teamId: text(fields(payload.team).id),
    enterpriseId: text(fields(payload.enterprise).id),
    channelId: firstText(fields(payload.channel).id, container.channel_id),
    messageTs,
    threadTs,
    triggerId: text(payload.trigger_id),
    responseUrl: text(payload.response_url),
    callbackId: firstText(payload.callback_id, view.callback_id),
    actions: list(payload.actions).flatMap(action),
    view: viewOf(view),
    values: fields(fields(kind === 'action' ? (payload.state ?? view.state) : view.state).values),
  });
}

function viewOf(view: Fields): Interaction['view'] {
  const id = text(view.id);
  if (id === undefined) return undefined;
  return defined({ id, hash: text(view.hash), privateMetadata: text(view.private_metadata) });
}

function action(raw: unknown): Action[] {
  const one = fields(raw);
  const actionId = text(one.action_id);
  if (actionId === undefined) return [];
  return [
    defined({
      actionId,
      blockId: text(one.block_id),
      value: text(one.value),
      selected: Object.keys(one)
        .filter((member) => member.startsWith('selected_'))
        .flatMap((member) => chosen(one[member])),
      actionTs: text(one.action_ts),
    }),
  ];
}

/** An option, an id, a date, or several of them. */
function chosen(raw: unknown): string[] {
  if (Array.isArray(raw)) return raw.flatMap(one);
  return one(raw);
}

function one(raw: unknown): string[] {
  if (typeof raw === 'number') return [String(raw)];
  const value = firstText(raw, fields(raw).value);
  return value === undefined ? [] : [value];
}
