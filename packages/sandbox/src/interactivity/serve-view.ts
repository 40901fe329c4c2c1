import type { App } from '../world/model.ts';
import type { WorldState } from '../world/state.ts';
import { stateOf } from './elements.ts';
import type { OpenView } from './views.ts';

/** The view object, as `views.*` answer it and payloads carry it. */
export function serveOpenView(
  world: WorldState,
  app: App,
  view: OpenView,
): Record<string, unknown> {
  const team = world.team.current.id;
  return {
    id: view.id,
    team_id: team,
    type: view.type,
    blocks: view.blocks,
    private_metadata: view.privateMetadata,
    callback_id: view.callbackId,
    state: { values: stateOf(view.blocks, view.values) },
    hash: view.hash,
    title: view.title ?? null,
    clear_on_close: view.clearOnClose,
    notify_on_close: view.notifyOnClose,
    close: view.close ?? null,
    submit: view.submit ?? null,
    previous_view_id: view.previousId,
    root_view_id: view.rootId,
    app_id: app.id,
    external_id: view.externalId,
    app_installed_team_id: team,
    bot_id: app.botId,
  };
}
