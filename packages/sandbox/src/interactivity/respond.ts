import { ApiError } from '../api/api-error.ts';
import { Arguments } from '../api/arguments.ts';
import { messageContent } from '../api/message-content.ts';
import { methods } from '../oracle/oracle.ts';
import type { App } from '../world/model.ts';
import type { World } from '../world/world.ts';
import type { Ephemerals } from './ephemerals.ts';
import type { ResponsePlace } from './response-urls.ts';

export interface Respondent {
  world: World;
  app: App;
  ephemerals: Ephemerals;
}

/**
 * Does what an answer to a response_url, or to a slash command, asks for: by default it is shown to
 * the one person who acted. It asks for no membership, as with Slack.
 */
export function respond(desk: Respondent, place: ResponsePlace, body: Record<string, unknown>) {
  const { world, app, ephemerals } = desk;
  const { channelId, userId, original } = place;
  if (body.delete_original === true) {
    withdraw(desk, place);
    return;
  }
  const rules = methods['chat.postMessage'];
  if (!rules) return;
  const args = new Arguments({ ...body, channel: channelId }, rules);
  const content = messageContent({ args }, { longest: 40_000, isCut: true });
  if (body.replace_original === true && original) {
    if (original.isEphemeral) {
      const old = ephemerals.find(userId, original.ts);
      if (!old) throw new ApiError('message_not_found');
      const { blocks: _, attachments: __, text: ___, ...rest } = old;
      ephemerals.replace(old, { ...rest, ...content });
      return;
    }
    if (!world.rooms.get(channelId)?.timeline.find(original.ts)?.versions.current)
      throw new ApiError('message_not_found');
    const change = { ...content, unmarked: content.blocks !== undefined, by: app.botUserId };
    world.edit(channelId, original.ts, change);
    return;
  }
  const threadTs = args.text('thread_ts');
  const { blocks, ...rest } = content;
  const said = {
    ...rest,
    ...(blocks?.length ? { blocks } : {}),
    ...(threadTs ? { threadTs } : {}),
  };
  if (body.response_type === 'in_channel')
    world.post({ channel: channelId, user: app.botUserId, appId: app.id, ...said });
  else
    ephemerals.add({
      channel: channelId,
      user: userId,
      ts: ephemerals.freeTs(world.clock.now()),
      ...said,
    });
}

function withdraw({ world, ephemerals }: Respondent, place: ResponsePlace): void {
  const { channelId, userId, original } = place;
  if (!original) return;
  const old = original.isEphemeral ? ephemerals.find(userId, original.ts) : undefined;
  if (old) ephemerals.remove(old);
  else if (world.rooms.get(channelId)?.timeline.find(original.ts)?.versions.current)
    world.delete(channelId, original.ts);
}
