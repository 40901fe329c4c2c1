import type { SlackSettings, slackSettingsBody } from '@belay/contract/desk/slack-settings';
import { BelayError } from '@belay/contract/error';
import type { z } from 'zod';
import type { Caller } from '../../../auth/authorize.ts';
import type { Context } from '../../../context.ts';
import { inTransaction } from '../../../db/in-transaction.ts';
import { publicId } from '../../../memory/ids.ts';
import { recomputeLadders } from '../../ladder/recompute-ladders.ts';
import { userGroupsOf } from '../channels/list-user-groups.ts';
import { lookAtChannels } from '../channels/look-at-channels.ts';
import { type LookedAt, reconcileChannels } from '../channels/reconcile-channels.ts';
import { connectedPlace, notConnected } from './connected-place.ts';
import { joinRouted } from './join-routed.ts';
import { firstNamed, judgeSettings } from './judge-settings.ts';
import { namedChannels } from './named-channels.ts';
import { recordSlackChange } from './record-slack-change.ts';
import { redrawShown } from './redraw-shown.ts';
import { type StoredSettings, settingsVersion, storedSettings } from './stored-settings.ts';

/** Somebody else may save in between; whoever named no version is judged again. */
const mostTries = 3;

/**
 * Puts other settings in the place of an agent's. Channels and user groups that were not named
 * before are looked up at Slack first; then all of it counts at once: events of from now on go the
 * new way, posts that wait keep theirs. Throws `INVALID_BODY` with the field, `CONFLICT` where
 * somebody saved meanwhile or nothing is connected, and what `askSlack` throws; nothing is changed then.
 */
export async function saveSettings(
  ctx: Context,
  caller: Caller,
  agent: string,
  { version, ...wished }: z.output<typeof slackSettingsBody>,
): Promise<void> {
  for (let tried = 0; tried < mostTries; tried += 1) {
    const before = await storedSettings(ctx.pool, caller.tenant, agent);
    if (!before) throw notConnected();
    if (version !== undefined && version !== before.version) throw savedMeanwhile();
    const next = keptChannels(before.settings, wished);
    const looked = await lookedUp(ctx, caller.tenant, agent, before, next);
    if (await store(ctx, caller, agent, before, next, looked)) {
      await joinRouted(ctx, caller.tenant, agent);
      return;
    }
    if (version !== undefined) break;
  }
  throw savedMeanwhile();
}

function savedMeanwhile(): BelayError {
  return new BelayError(
    'CONFLICT',
    'Somebody saved other settings since these were opened. Load them again; nothing was changed.',
    { field: 'version', reason: 'saved_meanwhile' },
  );
}

/** How a channel shows visitors goes on for the cards that stand there, also when no route leads there. */
function keptChannels(before: SlackSettings, next: SlackSettings): SlackSettings {
  const named = new Set(namedChannels(next));
  const left = Object.entries(before.channels).filter(([channel]) => !named.has(channel));
  return { ...next, channels: { ...Object.fromEntries(left), ...next.channels } };
}

/** Asks Slack for what is new, and judges all of it. */
async function lookedUp(
  ctx: Context,
  tenant: string,
  agent: string,
  before: StoredSettings,
  next: SlackSettings,
): Promise<LookedAt> {
  const fresh = firstNamed(before.settings, next);
  const asks = fresh.channels.length > 0 || fresh.groups.length > 0;
  const place = asks ? await connectedPlace(ctx.pool, tenant, agent) : undefined;
  const looked =
    place && fresh.channels.length > 0
      ? await lookAtChannels(ctx, place, fresh.channels)
      : { seen: new Map(), unknown: new Map() };
  const groups = place && fresh.groups.length > 0 ? await userGroupsOf(ctx, place) : [];
  judgeSettings(before.settings, next, {
    channels: looked.seen,
    shared: await sharedChannels(ctx, tenant, before.installation),
    groups: new Set(groups.map(({ id }) => id)),
    actions: fresh.actions.length > 0 ? await actionIds(ctx, tenant, agent) : new Set(),
  });
  return looked;
}

async function sharedChannels(
  { pool }: Context,
  tenant: string,
  installation: string | null,
): Promise<Set<string>> {
  const { rows } = await pool.query<{ channel: string }>(
    'select channel from slack_channel where tenant = $1 and installation = $2 and is_shared',
    [tenant, installation],
  );
  return new Set(rows.map(({ channel }) => channel));
}

async function actionIds({ pool }: Context, tenant: string, agent: string): Promise<Set<string>> {
  const { rows } = await pool.query<{ id: string }>(
    'select id from action where tenant = $1 and agent = $2',
    [tenant, agent],
  );
  return new Set(rows.map(({ id }) => publicId('act', id)));
}

/** False: they are not any more what they were when the new ones were judged. */
function store(
  ctx: Context,
  caller: Caller,
  agent: string,
  before: StoredSettings,
  next: SlackSettings,
  looked: LookedAt,
): Promise<boolean> {
  const { tenant } = caller;
  const { installation } = before;
  return inTransaction(ctx.pool, async (db) => {
    const { rowCount } = await db.query(
      `update slack_binding set settings = $3, updated_at = $4
       where tenant = $1 and agent = $2 and ${settingsVersion} = $5
         and installation is not distinct from $6`,
      [tenant, agent, JSON.stringify(next), new Date(ctx.now()), before.version, installation],
    );
    if (rowCount === 0) return false;
    await recomputeLadders(db, { tenant, agent });
    if (installation !== null) {
      await reconcileChannels(db, { tenant, installation }, looked, { isChosen: true });
      await redrawShown(db, { tenant, installation, agent }, before.settings, next);
      await db.query("select pg_notify('belay_slack', $1)", [installation]);
    }
    await recordSlackChange(ctx, db, caller, 'change', {
      agent,
      changed: changedFields(before.settings, next),
    });
    return true;
  });
}

function changedFields(before: SlackSettings, next: SlackSettings): string[] {
  return (Object.keys(next) as (keyof SlackSettings)[]).filter(
    (field) => JSON.stringify(before[field]) !== JSON.stringify(next[field]),
  );
}
