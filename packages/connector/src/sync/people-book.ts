import { SlackError } from '@belay/slack/error';
import type { Channel, NameBook, Person } from '@belay/slack/model';
import type { Workspace } from '../ports.ts';

/** Everyone's name and e-mail: one list, and one look-up for each stranger (Slack Connect). */
export class PeopleBook {
  readonly #workspace: Workspace;
  readonly #people = new Map<string, Person>();
  readonly #strangers = new Set<string>();
  readonly #channels = new Map<string, string>();
  #groups = new Map<string, string>();

  constructor(workspace: Workspace) {
    this.#workspace = workspace;
  }

  readonly names: NameBook = {
    person: (id) => this.#people.get(id)?.name,
    channel: (id) => this.#channels.get(id),
    group: (id) => this.#groups.get(id),
  };

  /** Answers what the token may not read: names then stay ids, and it is said (SYN-9). */
  async load(channels: readonly Channel[], signal?: AbortSignal): Promise<SlackError[]> {
    for (const channel of channels)
      if (!channel.isDirect) this.#channels.set(channel.id, channel.name);
    const refused = await Promise.all([
      unlessScopeIsMissing(async () => {
        for await (const page of this.#workspace.people(signal))
          for (const person of page) this.#people.set(person.id, person);
      }),
      unlessScopeIsMissing(async () => {
        this.#groups = await this.#workspace.groups(signal);
      }),
    ]);
    return refused.filter((error) => error !== undefined);
  }

  /** Somebody joined, or goes by another name now. */
  learn(person: Person): void {
    this.#people.set(person.id, person);
  }

  person(id: string): Person | undefined {
    return this.#people.get(id);
  }

  /** Authors outside the list are asked for once; one that can't be read stays an id. */
  async meet(ids: Iterable<string>, signal?: AbortSignal): Promise<void> {
    for (const id of new Set(ids)) {
      if (this.#people.has(id) || this.#strangers.has(id)) continue;
      this.#strangers.add(id);
      try {
        this.#people.set(id, await this.#workspace.person(id, signal));
      } catch (error) {
        if (!(error instanceof SlackError) || error.class === 'auth') throw error;
      }
    }
  }
}

async function unlessScopeIsMissing(read: () => Promise<void>): Promise<SlackError | undefined> {
  try {
    await read();
  } catch (error) {
    if (error instanceof SlackError && error.class === 'scope') return error;
    throw error;
  }
  return undefined;
}
