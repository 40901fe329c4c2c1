import type { Sandbox } from '@belay/sandbox/start-sandbox';
import type { NotifyStage, Workspace } from './notify-stage.ts';

/** Our app in a sandbox, as consent leaves it. */
export function workspaceOf(stage: NotifyStage, sandbox: Sandbox): Promise<Workspace> {
  const { app, botToken, signingSecret, world } = sandbox;
  return stage.install(sandbox.apiUrl, {
    ...{ token: botToken, signingSecret, teamId: world.team.current.id },
    ...{ appId: app.id, botId: app.botId, botUserId: app.botUserId },
  });
}
