import { isTs } from '../ids/ts.ts';
import { defined, type Fields, fields, firstText, flag, list, text } from './fields.ts';
import { responseUrl } from './response-url.ts';

/** Who acted, where, and how to answer. Anyone in the channel may have, also from another company. */
export interface Interaction {
  type: 'interaction';
  kind: 'action' | 'submission' | 'closed' | 'shortcut' | 'suggestion';
  user: { id: string; teamId?: string; name?: string };
  appId?: string;
  /** absent in an org-wide installation */
  teamId?: string;
  enterpriseId?: string;
  isOrgWide: boolean;
  /** what it was done on; an ephemeral message can't be looked up or updated by its ts */
  container?: 'message' | 'ephemeral' | 'view';
  channelId?: string;
  /** the message that it was done on */
  messageTs?: string;
  threadTs?: string;
  /** once, within 3 s */
  triggerId?: string;
  /** on Slack's own hosts or those of the configured server; five times, within 30 min */
  responseUrl?: string;
  callbackId?: string;
  actions: Action[];
  view?: { id: string; type?: 'modal' | 'home'; hash?: string; privateMetadata?: string };
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
export function parseInteraction(raw: unknown, apiUrl?: string): Interaction | undefined {
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
    isOrgWide: flag(payload.is_enterprise_install),
    container: containerOf(container, view),
    channelId: firstText(fields(payload.channel).id, container.channel_id),
    messageTs,
    threadTs,
    triggerId: text(payload.trigger_id),
    responseUrl: responseUrl(payload.response_url, apiUrl),
    callbackId: firstText(payload.callback_id, view.callback_id),
    actions: list(payload.actions).flatMap(action),
    view: viewOf(view),
    values: fields(fields(kind === 'action' ? (payload.state ?? view.state) : view.state).values),
  });
}

function viewOf(view: Fields): Interaction['view'] {
  const id = text(view.id);
  if (id === undefined) return undefined;
  const type = (['modal', 'home'] as const).find((each) => each === view.type);
  return defined({
    id,
    type,
    hash: text(view.hash),
    privateMetadata: text(view.private_metadata),
  });
}

function containerOf(container: Fields, view: Fields): Interaction['container'] {
  if (container.type === 'message') return flag(container.is_ephemeral) ? 'ephemeral' : 'message';
  return container.type === 'view' || text(view.id) !== undefined ? 'view' : undefined;
}

/** What stands in one input: typed, or each thing that is chosen. */
export function inputValue(values: Fields, blockId: string, actionId: string): string[] {
  const block = Object.hasOwn(values, blockId) ? fields(values[blockId]) : {};
  const input = Object.hasOwn(block, actionId) ? fields(block[actionId]) : {};
  return [...one(input.value), ...selected(input)];
}

function selected(input: Fields): string[] {
  return Object.keys(input)
    .filter((member) => member.startsWith('selected_'))
    .flatMap((member) => chosen(input[member]));
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
      selected: selected(one),
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
