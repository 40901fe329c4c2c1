import type { SlackUserGroup, SlackUserGroups } from '@belay/contract/desk/slack-channels';
import type { Context } from '../../../context.ts';
import { askPlace, type ConnectedPlace, connectedPlace } from '../integration/connected-place.ts';

const lacksScope =
  'User groups can’t be shown: the app lacks the permission usergroups:read. Reconnect Slack and allow it.';
const hasNone =
  'This workspace has no user groups yet. They are made in Slack, under People & user groups, on paid plans.';

/** The user groups that a rule or the ladder can ring. Throws `CONFLICT` and what `askSlack` throws. */
export async function listUserGroups(
  ctx: Context,
  { tenant }: { tenant: string },
  agent: string,
): Promise<SlackUserGroups> {
  const place = await connectedPlace(ctx.pool, tenant, agent);
  if (!place.scopes.includes('usergroups:read')) return { items: [], hint: lacksScope };
  const items = await userGroupsOf(ctx, place);
  return { items, hint: items.length === 0 ? hasNone : null };
}

export async function userGroupsOf(ctx: Context, place: ConnectedPlace): Promise<SlackUserGroup[]> {
  const groups = await askPlace(ctx, place, (workspace, signal) => workspace.userGroups(signal));
  return groups
    .map(({ id, handle, name }) => ({
      id,
      handle: handle ?? name ?? id,
      name: name ?? handle ?? id,
    }))
    .toSorted((a, b) => (a.handle < b.handle ? -1 : 1));
}
