import type { App, Team, Token, User, UserGroup } from './model.ts';
import { Register } from './register.ts';
import type { WorldState } from './state.ts';

export type NewUser = Partial<User> & { name: string };

/** When a verb happened, if not now: seeded worlds have a past. */
export interface When {
  at?: number;
}

export function addUser(world: WorldState, draft: NewUser, when: When = {}): User {
  const at = when.at ?? world.clock.now();
  const isBot = draft.isBot ?? false;
  const user: User = {
    teamId: world.team.current.id,
    realName: draft.name,
    displayName: draft.name,
    tz: 'Europe/London',
    isDeleted: false,
    isAdmin: false,
    isRestricted: false,
    isStranger: false,
    updated: at,
    ...(isBot && !draft.botId ? { botId: world.ids.next('B') } : {}),
    ...draft,
    isBot,
    id: draft.id ?? world.ids.next('U'),
  };
  world.users.set(user.id, new Register(at, user));
  if (user.botId) world.bots.set(user.botId, user.id);
  world.record(at, { type: 'user_added', user });
  return user;
}

/** Changes a profile: names, e-mail, title, `isDeleted`, … */
export function updateUser(
  world: WorldState,
  userId: string,
  change: Partial<Omit<User, 'id'>>,
  when: When = {},
): User {
  const at = when.at ?? world.clock.now();
  const before = world.user(userId);
  const user = { ...before, ...change, updated: at };
  world.users.get(userId)?.set(at, user);
  world.record(at, { type: 'user_changed', before, user });
  return user;
}

/** Deactivates a person or bot. What they said remains. */
export function deactivate(world: WorldState, userId: string, when: When = {}): User {
  return updateUser(world, userId, { isDeleted: true }, when);
}

export function changeTeam(world: WorldState, change: Partial<Team>, when: When = {}): Team {
  const at = when.at ?? world.clock.now();
  const before = world.team.current;
  const team = { ...before, ...change };
  world.team.set(at, team);
  world.record(at, { type: 'team_changed', before, team });
  return team;
}

export function addGroup(
  world: WorldState,
  draft: Partial<UserGroup> & { handle: string },
  when: When = {},
): UserGroup {
  const at = when.at ?? world.clock.now();
  const group: UserGroup = {
    name: draft.handle,
    users: [],
    isDisabled: false,
    updated: at,
    ...draft,
    id: draft.id ?? world.ids.next('S'),
  };
  world.groups.set(group.id, new Register(at, group));
  world.record(at, { type: 'group_created', group });
  return group;
}

export function updateGroup(
  world: WorldState,
  groupId: string,
  change: Partial<Omit<UserGroup, 'id'>>,
  when: When = {},
): void {
  const at = when.at ?? world.clock.now();
  const register = world.groups.get(groupId);
  if (!register) return;
  const before = register.current;
  const group = { ...before, ...change, updated: at };
  register.set(at, group);
  world.record(at, { type: 'group_changed', before, group });
}

/** Adds a custom emoji: a picture's URL or `alias:<name>`; without a value removes it. */
export function setEmoji(world: WorldState, name: string, value?: string): void {
  if (value === undefined) world.emoji.delete(name);
  else world.emoji.set(name, value);
  world.record(world.clock.now(), {
    type: 'emoji_changed',
    subtype: value === undefined ? 'remove' : 'add',
    name,
    ...(value === undefined ? {} : { value }),
  });
}

/** Installs an app with its bot user. */
export function installApp(
  world: WorldState,
  draft: { id?: string; name: string; botUserId?: string; botId?: string },
  when: When = {},
): App {
  const appId = draft.id ?? world.ids.next('A');
  const user = addUser(
    world,
    {
      name: draft.name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-'),
      realName: draft.name,
      displayName: draft.name,
      isBot: true,
      appId,
      ...(draft.botUserId ? { id: draft.botUserId } : {}),
      ...(draft.botId ? { botId: draft.botId } : {}),
    },
    when,
  );
  const app = { id: appId, name: draft.name, botId: user.botId ?? '', botUserId: user.id };
  world.apps.set(appId, app);
  return app;
}

/** Issues a token. Its value is whatever the caller chose; the sandbox makes no secrets of it. */
export function issueToken(world: WorldState, token: Token): Token {
  world.tokens.set(token.value, token);
  return token;
}

/** Makes a token answer with an error from now on (`token_revoked`, `account_inactive`, …). */
export function failToken(world: WorldState, value: string, failure: string): void {
  const token = world.tokens.get(value);
  if (!token || token.failure) return;
  world.tokens.set(value, { ...token, failure });
  // the app's own token belongs to no installation: nobody hears of it
  if (token.kind === 'app') return;
  world.record(world.clock.now(), {
    type: 'tokens_revoked',
    appId: token.appId,
    bot: token.kind === 'bot' ? [token.userId] : [],
    oauth: token.kind === 'user' ? [token.userId] : [],
  });
}

/** Removes an app: all tokens of its installation die. */
export function uninstallApp(world: WorldState, appId: string): void {
  for (const token of world.tokens.values())
    if (token.appId === appId && token.kind !== 'app')
      failToken(world, token.value, token.kind === 'bot' ? 'account_inactive' : 'token_revoked');
  const app = world.apps.get(appId);
  if (app) {
    delete app.isOrgInstall;
    delete app.isGranted;
  }
  world.record(world.clock.now(), { type: 'app_uninstalled', appId });
}
