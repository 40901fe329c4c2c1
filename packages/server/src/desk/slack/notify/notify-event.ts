import { announcedAs, type SlackEvent, slackEvents } from '@belay/contract/desk/slack-settings';
import type pg from 'pg';
import type { Announcement } from '../../announce/announce.ts';
import { bindingOf } from '../integration/read-binding.ts';
import { routeFacts } from '../route/route-facts.ts';
import { routesOf } from '../route/routes-of.ts';
import { escalateElsewhere } from './escalate-elsewhere.ts';
import { lockStandingIn } from './lock-standing.ts';
import { tellEvent } from './tell-event.ts';

const eventOf = new Map<string, SlackEvent>(
  slackEvents.map((event) => [announcedAs[event], event]),
);

/**
 * What was announced is told in Slack, in the transaction that announced it: once per announcement,
 * which is once itself (NTF-8). One look where the agent has no workspace.
 */
export async function notifyEvent(
  db: pg.PoolClient,
  told: Announcement & { id: string },
): Promise<void> {
  const { tenant, agent, conversation, at } = told;
  const event = eventOf.get(told.kind);
  if (event === undefined || conversation === null) return;
  const binding = await bindingOf(db, tenant, agent);
  if (!binding || binding.installation === null) return;
  const { installation, settings } = binding;
  const action = event === 'action' ? actionOf(told.data) : null;
  const facts = await routeFacts(db, { tenant, agent, conversation, event, action, at }, settings);
  if (!facts) return;
  const { routes } = routesOf(settings, facts);
  if (routes.length === 0) return;
  const standing = await lockStandingIn(db, tenant, conversation);
  // whom nobody wants to hear from rings nobody
  if (!standing || standing.is_test || standing.visitor_blocked) return;
  const tx = { db, now: at };
  const cards = await tellEvent(tx, standing, {
    ...{ installation, routes, history: settings.history },
    event: { kind: event, announcement: told.id },
  });
  if (event === 'escalation' && cards.every(({ is_muted }) => is_muted))
    await escalateElsewhere(tx, standing, {
      ...{ announcement: told.id, installation, settings, trouble: 'muted' },
      failed: cards.map(({ channel }) => channel),
    });
}

/** `act_…` of a run. */
function actionOf({ action }: Announcement['data']): string | null {
  const { id } = (action ?? {}) as { id?: unknown };
  return typeof id === 'string' ? id : null;
}
