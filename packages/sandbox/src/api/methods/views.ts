import { viewContent } from '../../interactivity/view-content.ts';
import type { OpenView } from '../../interactivity/views.ts';
import { ApiError, invalidArguments } from '../api-error.ts';
import type { Call, Json, Method } from '../call.ts';

const content = (call: Call, type: 'modal' | 'home') =>
  viewContent(call.args.json('view', 'invalid_arguments'), type);

/** Whose the trigger is; it is used up also by a call that then fails, as with Slack. */
const redeemed = (call: Call): string =>
  call.interactivity.triggers.redeem(
    call.args.text('trigger_id') ?? call.args.text('interactivity_pointer'),
  );

const shown = (call: Call, view: OpenView): Json => ({ view: call.interactivity.serve(view) });

/** A hash says which state the app knew: another one is there by now. */
function sameHash(call: Call, view: OpenView | undefined): void {
  const hash = call.args.text('hash');
  if (hash && view && hash !== view.hash) throw new ApiError('hash_conflict');
}

export const viewMethods: Record<string, Method> = {
  'views.open': {
    status: 'supported',
    handle(call) {
      const wanted = content(call, 'modal');
      return shown(call, call.interactivity.views.open(redeemed(call), wanted));
    },
  },

  'views.push': {
    status: 'supported',
    handle(call) {
      const wanted = content(call, 'modal');
      return shown(call, call.interactivity.views.push(redeemed(call), wanted));
    },
  },

  'views.update': {
    status: 'supported',
    handle(call) {
      const { views } = call.interactivity;
      const id = call.args.text('view_id');
      const externalId = call.args.text('external_id');
      if (!id && !externalId) throw invalidArguments('missing required field: view_id');
      const view = id ? views.find(id) : views.findExternal(externalId ?? '');
      if (!view) throw new ApiError('not_found');
      const wanted = content(call, view.type);
      sameHash(call, view);
      return shown(call, views.update(view, wanted));
    },
  },

  'views.publish': {
    status: 'supported',
    handle(call) {
      const { views, settings } = call.interactivity;
      const userId = call.args.need('user_id');
      if (!settings.hasHome) throw new ApiError('not_enabled');
      const wanted = content(call, 'home');
      if (!call.world.users.has(userId)) throw invalidArguments('invalid user_id');
      sameHash(call, views.home(userId));
      return shown(call, views.publish(userId, wanted));
    },
  },
};
