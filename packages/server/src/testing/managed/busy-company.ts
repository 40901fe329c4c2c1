import type { Sandbox } from '@belay/sandbox/start-sandbox';

const emoji = ['eyes', 'tada', 'rope'];

/** People who never stop talking: they post, answer, edit, delete and react, a little at random. */
export class BusyCompany {
  readonly #sandbox: Sandbox;
  readonly #channels: string[] = [];
  readonly #people: string[] = [];
  readonly #said: { channel: string; ts: string }[] = [];
  #state: number;
  #count = 0;

  constructor(sandbox: Sandbox, seed: number) {
    this.#sandbox = sandbox;
    this.#state = seed;
    const { world, app } = sandbox;
    for (const name of ['ada', 'grace', 'hedy'])
      this.#people.push(world.addUser({ name, email: `${name}@ropes.example` }, { at: 0 }).id);
    for (const name of ['general', 'workshop', 'support', 'random'])
      this.#channels.push(
        world.addChannel({ name, members: [...this.#people, app.botUserId] }, { at: 0 }).id,
      );
    for (let n = 0; n < 400; n++) this.#post();
  }

  /** How many things were done. */
  get deeds(): number {
    return this.#count;
  }

  /** One thing that somebody does. */
  act(): void {
    this.#count += 1;
    const dice = this.#below(100);
    const old = this.#pick();
    if (dice < 45 || !old) this.#post();
    else this.#actOn(old, dice);
  }

  #actOn(old: { channel: string; ts: string }, dice: number): void {
    const { world } = this.#sandbox;
    if (dice < 70) {
      const text = `answer ${this.#count}`;
      const root = { channel: old.channel, threadTs: old.ts };
      world.post({ ...root, user: this.#person(), text });
    } else if (dice < 85) world.edit(old.channel, old.ts, { text: `edited ${this.#count}` });
    else if (dice < 92) {
      world.delete(old.channel, old.ts);
      this.#said.splice(this.#said.indexOf(old), 1);
    } else world.react(old.channel, old.ts, this.#person(), emoji[this.#below(3)] ?? 'eyes');
  }

  #post(): void {
    const channel = this.#channels[this.#below(this.#channels.length)] ?? '';
    const text = `said ${this.#said.length} ${this.#count}`;
    const { ts } = this.#sandbox.world.post({ channel, user: this.#person(), text });
    this.#said.push({ channel, ts });
  }

  #pick() {
    return this.#said[this.#below(this.#said.length)];
  }

  #person(): string {
    return this.#people[this.#below(this.#people.length)] ?? '';
  }

  #below(limit: number): number {
    this.#state = (Math.imul(this.#state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((this.#state / 2 ** 32) * limit);
  }
}
