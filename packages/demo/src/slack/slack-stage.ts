import type { Sandbox } from '@belay/sandbox/start-sandbox';
import { colleagues, you } from '../organisation/demo-people.ts';
import { keptTokens } from './kept-tokens.ts';

/** Fixed, like every id of the demo's workspace: what was chosen stands after a restart. */
export const deskChannels = {
  support: { id: 'C0TARN101', name: 'support-escalations', purpose: 'Visitors who need a person' },
  leads: { id: 'C0TARN102', name: 'leads', purpose: 'Who left their address' },
  all: { id: 'C0TARN103', name: 'belay-all', purpose: 'Everything that the assistant tells' },
} as const;
export const yourId = 'U0TARN90';
export const supportGroup = 'S0TARN01';

/**
 * What the invented company has for its visitors: three channels, a group to call, and You, who one
 * is on the page unless one chooses somebody else.
 */
export function setSlackStage(
  sandbox: Sandbox,
  { folder, fresh, at }: { folder: string; fresh: boolean; at: number },
): void {
  const { world, app } = sandbox;
  const picture = (id: string) => new URL(`/page/faces/${id}`, sandbox.apiUrl).href;
  world.addUser(
    {
      ...{
        picture: picture(yourId),
        id: yourId,
        name: 'you',
        realName: `You (${you.name})`,
        displayName: 'you',
      },
      ...{ email: you.email, title: 'Whoever sits here', isAdmin: true },
    },
    { at },
  );
  sandbox.defaultPerson = yourId;
  const people = [...world.users.values()].map((user) => user.current);
  const team = colleagues.flatMap(
    ({ email }) => people.find((person) => person.email === email)?.id ?? [],
  );
  for (const id of team) world.updateUser(id, { picture: picture(id) }, { at });
  const members = [yourId, ...team, app.botUserId];
  for (const { id, name, purpose } of Object.values(deskChannels))
    world.addChannel({ id, name, purpose, creator: yourId, members }, { at });
  for (const { info } of world.rooms.values()) {
    const { id, kind, isArchived, members: present } = info.current;
    if (kind === 'public' && !isArchived && !present.includes(yourId))
      world.join(id, yourId, { at });
  }
  world.addGroup(
    { id: supportGroup, handle: 'support-team', name: 'Support team', users: [yourId, ...team] },
    { at },
  );
  keptTokens(sandbox, folder).restore({ fresh });
}
