import type { App } from '../world/model.ts';
import type { WorldState } from '../world/state.ts';
import type { Told } from './event.ts';

/** The installation that may see an event. */
export function authorizationOf(world: WorldState, app: App) {
  const { id, enterpriseId } = world.team.current;
  return {
    enterprise_id: enterpriseId ?? null,
    team_id: id,
    user_id: app.botUserId,
    is_bot: true,
    is_enterprise_install: app.isOrgInstall ?? false,
  };
}

/** The outer body of a delivery. `authorizations` names one installation, as Slack does. */
export function envelope(
  world: WorldState,
  app: App,
  told: Told,
  delivery: { eventId: string; at: number },
): string {
  const team = world.team.current;
  // a late delivery may outlive its channel's id
  const channel = world.rooms.get(told.channelId ?? '')?.info.current;
  return JSON.stringify({
    token: 'sandbox',
    team_id: team.id,
    context_team_id: team.id,
    context_enterprise_id: team.enterpriseId ?? null,
    api_app_id: app.id,
    event: told.event,
    type: 'event_callback',
    event_id: delivery.eventId,
    event_time: Math.floor(delivery.at / 1000),
    authorizations: [authorizationOf(world, app)],
    is_ext_shared_channel: channel?.isExtShared ?? false,
    event_context: `4-${delivery.eventId}`,
  });
}
