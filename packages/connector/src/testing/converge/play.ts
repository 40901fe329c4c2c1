import { Bell } from '../../bell.ts';
import { judgeEnd } from './judge-end.ts';
import { judgeMoments } from './judge-moments.ts';
import type { Command, Moment, Schedule } from './schedule.ts';
import { type Outcome, Stage } from './stage.ts';

/** How a schedule went: without complaints the memory equals Slack. */
export interface Played {
  complaints: string[];
  /** runs of the engine, and steps of its ports */
  runs: number;
  steps: number;
  /** experiences in the memory at the end */
  stored: number;
}

const settleMs = 15_000;
const hourMs = 60 * 60_000;

/**
 * Plays a schedule to its end and judges it. Never throws for what the engine does wrong.
 * @param spoil does something before the last audit that the judge has to notice
 */
export async function play(
  schedule: Schedule,
  spoil: (stage: Stage) => void = () => {},
): Promise<Played> {
  const player = new Player(new Stage(schedule.setup), spoil);
  try {
    for (const [index, command] of schedule.commands.entries()) {
      await player.do(command);
      if (player.complain(`after command ${index} (${nameOf(command)})`)) return player.played;
    }
    await player.end();
  } catch (error) {
    player.fault(error);
  }
  return player.played;
}

/** Plays commands and stops there, without the end: to look at what lies on the stage. */
export async function playUntil(schedule: Schedule): Promise<{ stage: Stage; seen: string[] }> {
  const stage = new Stage(schedule.setup);
  const player = new Player(stage);
  for (const command of schedule.commands) await player.do(command);
  player.complain('on the way');
  return { stage, seen: player.played.complaints };
}

class Player {
  readonly #stage: Stage;
  readonly #spoil: (stage: Stage) => void;
  readonly #complaints: string[] = [];
  #runs = 0;
  #steps = 0;

  constructor(stage: Stage, spoil: (stage: Stage) => void = () => {}) {
    this.#stage = stage;
    this.#spoil = spoil;
  }

  get played(): Played {
    const stored = this.#stage.cortex.live.length;
    return { complaints: this.#complaints, runs: this.#runs, steps: this.#steps, stored };
  }

  fault(error: unknown): void {
    this.#complaints.push(error instanceof Error ? (error.stack ?? error.message) : String(error));
  }

  /** Whether something was seen on the way that must never be. */
  complain(where: string): boolean {
    const { complaints } = this.#stage.watchman;
    this.#complaints.push(...complaints.splice(0).map((complaint) => `${where}: ${complaint}`));
    return this.#complaints.length > 0;
  }

  async do(command: Command): Promise<void> {
    const stage = this.#stage;
    const { time, script, sandbox, memory, wire } = stage;
    if ('act' in command) {
      await time.advance(command.ms);
      script.do(command);
      return;
    }
    switch (command.do) {
      case 'pass':
        return time.advance(command.ms);
      case 'deliver':
        return this.#receive(wire.take(command.count, command.newestFirst));
      case 'redeliver':
        return this.#receive(wire.again(command.back));
      case 'lose':
        return wire.lose(command.count);
      case 'fault':
        sandbox.faults.add(command.fault);
        return;
      case 'memory':
        return memory.trouble(command.trouble);
      case 'lose_ledger':
        return stage.ledger.lose();
      case 'sync':
        return this.#sync(command);
      case 'attend':
        return this.#attend(command);
      case 'takeover':
        return this.#takeOver(command);
    }
  }

  async #receive(received: ReturnType<Stage['wire']['take']>): Promise<void> {
    if (!this.#stage.setup.events || received.length === 0) return;
    await this.#stage.ledger.commit({ received });
  }

  async #sync({ audit, crash, meanwhile }: Extract<Command, { do: 'sync' }>): Promise<void> {
    const { time, script } = this.#stage;
    const life = this.#stage.newLife(crash, (step) => {
      for (const { act } of meanwhile.filter((m) => m.step === step)) script.do(act);
    });
    const outcome = await time.until(Promise.race([this.#stage.run(life, audit), life.stopped]));
    this.#count(life.steps);
    if (outcome !== undefined) await this.#judgeRun(outcome);
  }

  async #attend({ audit, crash, ms, moments }: Extract<Command, { do: 'attend' }>): Promise<void> {
    const stage = this.#stage;
    const { time } = stage;
    const doorbell = new Bell();
    const life = stage.newLife(crash);
    const cancels = moments.map((moment) =>
      time.after(moment.at, () => void this.#happens(moment, doorbell)),
    );
    const run = stage.run(life, audit, { doorbell, attendMs: ms });
    const outcome = await time.until(Promise.race([run, life.stopped]));
    for (const cancel of cancels) cancel();
    this.#count(life.steps);
    if (outcome !== undefined) await this.#judgeRun(outcome);
  }

  async #happens(moment: Moment, doorbell: Bell): Promise<void> {
    const { script, wire } = this.#stage;
    if ('act' in moment) return void script.do(moment.act);
    await this.#receive(wire.take(moment.deliver, false));
    doorbell.ring();
  }

  async #takeOver({ audit, pause, wake }: Extract<Command, { do: 'takeover' }>): Promise<void> {
    const stage = this.#stage;
    const zombie = stage.newLife(pause);
    const late = stage.run(zombie, audit);
    await stage.time.until(Promise.race([late, zombie.stopped]));
    const owner = stage.newLife(0, (step) => {
      if (step === wake && zombie.isStopped) zombie.wake();
    });
    const outcome = await stage.time.until(stage.run(owner, audit));
    const slept = zombie.isStopped;
    if (slept) zombie.wake();
    await stage.time.until(late);
    this.#count(zombie.steps + owner.steps);
    await this.#judgeRun(outcome);
  }

  #count(steps: number): void {
    this.#runs += 1;
    this.#steps += steps;
  }

  async #judgeRun(outcome: Outcome): Promise<void> {
    if (outcome === 'refused') return;
    this.#stage.watchman.complaints.push(...(await judgeMoments(this.#stage)));
  }

  /** The faults stop; 15 s later a full audit begins; when it has ended, the memory equals Slack. */
  async end(): Promise<void> {
    const stage = this.#stage;
    stage.sandbox.faults.clear();
    stage.breakPages();
    stage.memory.heal();
    this.#spoil(stage);
    const { late } = stage.setup;
    if (late === 'lost') stage.wire.loseAll();
    if (late === 'delivered') await this.#receive(stage.wire.take(1000, false));
    await stage.time.advance(settleMs);
    await this.#fullAudit();
    if (this.complain('in the last audit')) return;
    await this.#payFiles();
    if (this.#judge('at the end')) return;
    await this.#receive(stage.wire.take(1000, true));
    await this.#receive(stage.wire.everythingAgain());
    await stage.time.advance(1000);
    await this.#quick();
    // what late events made owed rests half an hour at most
    await stage.time.advance(hourMs);
    await this.#quick();
    if (this.#judge('after late events')) return;
    const { captures } = stage.cortex;
    await this.#fullAudit();
    if (captures !== stage.cortex.captures)
      this.#complaints.push('a second full audit wrote something');
    this.#judge('after a second full audit');
  }

  #judge(when: string): boolean {
    this.#complaints.push(...judgeEnd(this.#stage).map((complaint) => `${when}: ${complaint}`));
    return this.complain(when);
  }

  /** An audit that began before the faults stopped is ended first: it proves less. */
  async #fullAudit(): Promise<void> {
    const isResumed = this.#stage.ledger.mirror.values.get('audit')?.startsWith('full:') === true;
    const audits = isResumed ? 2 : 1;
    for (let i = 0; i < audits; i++)
      await this.#sync({ do: 'sync', audit: 'full', crash: 0, meanwhile: [] });
  }

  #quick(): Promise<void> {
    return this.#sync({ do: 'sync', audit: 'quick', crash: 0, meanwhile: [] });
  }

  /** Files whose download failed are tried again within an hour. */
  async #payFiles(): Promise<void> {
    const { ledger, time } = this.#stage;
    const isOwed = () => [...ledger.mirror.debts.values()].some(({ kind }) => kind === 'file');
    for (let i = 0; i < 8 && isOwed(); i++) {
      await time.advance(hourMs);
      await this.#quick();
    }
  }
}

function nameOf(command: Command): string {
  return 'act' in command ? command.act : command.do;
}
