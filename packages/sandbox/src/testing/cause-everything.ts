import type { App } from '../world/model.ts';
import type { World } from '../world/world.ts';

/** Does everything in a workspace that the Events API has a word for, but the app's own end. */
export function causeEverything(world: World, app: App): void {
  const mara = world.addUser({ name: 'mara' });
  const jo = world.addUser({ name: 'jo' });
  world.updateUser(mara.id, { statusText: 'climbing' });
  world.changeTeam({ name: 'Ropes', domain: 'ropes' });
  world.setEmoji('knot', 'https://ropes.example/knot.png');
  const group = world.addGroup({ handle: 'guides' });
  world.updateGroup(group.id, { users: [mara.id] });
  world.record(world.clock.now(), {
    type: 'app_home_opened',
    about: { user: mara.id, tab: 'home' },
  });
  for (const type of ['team_access_granted', 'team_access_revoked'] as const)
    world.record(world.clock.now(), { type, teamId: world.team.current.id });
  const members = [mara.id, app.botUserId];
  for (const kind of ['public', 'private', 'im', 'mpim'] as const) {
    const { id } = world.addChannel({ name: `a-${kind}`, kind, members });
    const { ts } = world.post({ channel: id, user: mara.id, text: `<@${app.botUserId}> hi` });
    if (kind === 'im' || kind === 'mpim') continue;
    world.react(id, ts, mara.id, 'tada');
    world.unreact(id, ts, mara.id, 'tada');
    world.pin(id, ts, mara.id);
    world.unpin(id, ts, mara.id);
    world.join(id, jo.id);
    world.leave(id, jo.id);
    world.rename(id, `b-${kind}`, mara.id);
    world.archive(id, mara.id);
    world.unarchive(id, mara.id);
    world.share(id, true, mara.id);
    world.share(id, false, mara.id);
    const { file } = world.upload({ channel: id, user: mara.id, name: 'a.txt', content: 'a' });
    world.changeFile(file.id, { title: 'b' });
    world.deleteFile(file.id, mara.id);
    world.addFile({ user: app.botUserId, name: 'b.txt', content: 'b' });
    const metadata = { event_type: 'card', event_payload: { key: 'k' } };
    world.post({ channel: id, user: app.botUserId, text: 'card', metadata });
    world.leave(id, app.botUserId);
    world.join(id, app.botUserId);
    world.deleteChannel(world.changeChannelId(id).id, mara.id);
  }
}
