import type { Delivery } from '@belay/slack/parse/delivery';
import type { AppEvent } from '@belay/slack/parse/event';
import type pg from 'pg';
import type { Config } from '../config/read-config.ts';
import { inTransaction } from '../db/in-transaction.ts';
import type { LifecycleFeed } from '../memory/lifecycle/lifecycle-feed.ts';
import type { Installed } from './book/installation-book.ts';
import { loseInstallation } from './install/lose-installation.ts';
import { oweVerification } from './install/verify-installation.ts';
import { tellConnectors } from './tell-connectors.ts';

type End = Extract<AppEvent, { kind: 'app_uninstalled' | 'tokens_revoked' }>;

const happened = { app_uninstalled: 'uninstalled', tokens_revoked: 'revoked' } as const;

/** Clocks differ, and an event tells whole seconds: so near an install, Slack is asked instead. */
const unclearMs = 5 * 60_000;

/**
 * Slack took our access away (INS-4): only of the bot that the event names, and only if the token
 * was stored before it happened, since such events come late and out of order. Where that isn't
 * clear, or one of several rotating tokens or of an organisation's workspaces may be meant, the token
 * itself is tried.
 */
export async function endInstallations(
  to: { pool: pg.Pool; feed: Pick<LifecycleFeed, 'wake'>; config: Config; now(): number },
  installations: Installed[],
  event: End,
  delivery: Delivery,
): Promise<void> {
  const { at } = delivery;
  if (!at) return;
  for (const one of installations.filter((each) => concerns(each, event, delivery))) {
    const place = { tenant: one.tenant, installation: one.id };
    const ended = await inTransaction(to.pool, async (db) => {
      const { rows } = await db.query<{ age_ms: number; is_many: boolean; is_pasted: boolean }>(
        `select extract(epoch from $3::timestamptz - token_at)::float8 * 1000 as age_ms,
                refresh_token is not null or is_org_wide as is_many, app is null as is_pasted
         from slack_installation
         where tenant = $1 and id = $2 and state = 'active' for no key update`,
        [one.tenant, one.id, new Date(at.hi)],
      );
      const [row] = rows;
      if (!row || row.age_ms < -unclearMs) return false;
      if (row.age_ms < unclearMs || row.is_many) {
        await oweVerification(db, place);
        return false;
      }
      const mend = row.is_pasted ? 'paste' : 'add';
      return loseInstallation(db, to, place, {
        ...{ what: happened[event.kind], mend, code: event.kind },
      });
    });
    if (ended) await tellConnectors(to, [one], 'revoked');
  }
}

function concerns({ botUserId, teamId }: Installed, event: End, delivery: Delivery): boolean {
  if (event.kind === 'tokens_revoked') return event.bots.includes(botUserId);
  // an uninstall names nobody; an authorization of another bot of this workspace is another app's
  return delivery.authorizations.every(
    (one) => !one.isBot || one.teamId !== teamId || !one.userId || one.userId === botUserId,
  );
}
