import type { Clock } from '../clock/clock.ts';
import type { Change, Fact } from './change.ts';
import { Ids } from './ids.ts';
import type {
  App,
  Channel,
  Message,
  Pin,
  StoredFile,
  Team,
  Token,
  User,
  UserGroup,
} from './model.ts';
import { Register } from './register.ts';
import type { Entry, Timeline } from './timeline.ts';

export const defaultTeam: Team = {
  id: 'T09SANDBOX1',
  domain: 'belay-sandbox',
  name: 'Belay Sandbox',
};

/** A channel with its messages. */
export interface Room {
  readonly info: Register<Channel>;
  readonly timeline: Timeline;
}

/** A request that the world cannot follow: a mistake of the test or script that made it. */
export class WorldError extends Error {
  override readonly name = 'WorldError';
}

/**
 * Everything that a workspace holds, and the log of how it came to be. The log is append-only;
 * registers keep every version, so that reads can ask for any moment.
 */
export class WorldState {
  readonly clock: Clock;
  team: Register<Team>;
  readonly users = new Map<string, Register<User>>();
  /** bot id → user id */
  readonly bots = new Map<string, string>();
  readonly rooms = new Map<string, Room>();
  readonly files = new Map<string, Register<StoredFile>>();
  readonly bytes = new Map<string, Uint8Array>();
  readonly groups = new Map<string, Register<UserGroup>>();
  readonly emoji = new Map<string, string>();
  readonly apps = new Map<string, App>();
  readonly tokens = new Map<string, Token>();
  pins: Pin[] = [];
  ids = new Ids();
  readonly log: Change[] = [];
  readonly #listeners = new Set<(change: Change) => void>();

  constructor(clock: Clock) {
    this.clock = clock;
    this.team = new Register(0, defaultTeam);
  }

  /** Appends a fact and tells the listeners. */
  record(at: number, fact: Fact): void {
    const change: Change = { ...fact, seq: this.log.length + 1, at };
    this.log.push(change);
    for (const listener of this.#listeners) listener(change);
  }

  /** Hears every change from now on; the answer ends that. */
  onChange(listener: (change: Change) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  room(channelId: string): Room {
    const room = this.rooms.get(channelId);
    if (!room) throw new WorldError(`no channel ${channelId}: add it first`);
    return room;
  }

  channel(channelId: string): Channel {
    return this.room(channelId).info.current;
  }

  user(userId: string): User {
    const user = this.users.get(userId);
    if (!user) throw new WorldError(`no user ${userId}: add them first`);
    return user.current;
  }

  file(fileId: string): StoredFile {
    const file = this.files.get(fileId);
    if (!file) throw new WorldError(`no file ${fileId}: upload it first`);
    return file.current;
  }

  /** A message that is there (a tombstone counts). */
  entry(channelId: string, ts: string): Entry & { message: Message } {
    const entry = this.room(channelId).timeline.find(ts);
    const message = entry?.versions.current;
    if (!entry || !message) throw new WorldError(`no message ${ts} in ${channelId}`);
    return { ...entry, message };
  }

  /** The user record of a bot id. */
  userOfBot(botId: string): User | undefined {
    return this.users.get(this.bots.get(botId) ?? '')?.current;
  }

  /** Back to an empty workspace. Listeners stay. */
  clear(): void {
    this.team = new Register(0, defaultTeam);
    for (const map of [this.users, this.rooms, this.files, this.bytes, this.groups]) map.clear();
    for (const map of [this.bots, this.emoji, this.apps, this.tokens]) map.clear();
    this.pins = [];
    this.ids = new Ids();
    this.log.length = 0;
  }
}
