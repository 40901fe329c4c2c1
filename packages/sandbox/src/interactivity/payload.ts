import type { App, User } from '../world/model.ts';
import type { WorldState } from '../world/state.ts';

type Json = Record<string, unknown>;

/** What every interaction says of where it happened. An org-wide installation names no team. */
export function payloadOf(world: WorldState, app: App, user: User, type: string): Json {
  const team = world.team.current;
  const { enterpriseId: id, enterpriseName: name } = team;
  const isOrg = app.isOrgInstall ?? false;
  return {
    type,
    user: { id: user.id, username: user.name, name: user.name, team_id: user.teamId },
    api_app_id: app.id,
    token: 'sandbox',
    team: isOrg
      ? null
      : {
          id: team.id,
          domain: team.domain,
          ...(id ? { enterprise_id: id, enterprise_name: name ?? id } : {}),
        },
    enterprise: id ? { id, name: name ?? id } : null,
    is_enterprise_install: isOrg,
  };
}
