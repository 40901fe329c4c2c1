import { setTimeout as sleep } from 'node:timers/promises';
import type { Sandbox } from '@belay/sandbox/start-sandbox';
import type { SlackMessage } from './slack-desk-world.ts';

/** A line that a colleague typed under a card. */
export interface TypedLine {
  channel: string;
  ts: string;
  /** as it was typed; each is another */
  text: string;
  isNote: boolean;
  /** its newest version; null: taken away again */
  now: string | null;
}

const verbs = ['belay_take', 'belay_take', 'belay_hand_back', 'belay_release', 'belay_reopen'];

/** Somebody in Slack who presses buttons and types under cards, whether anybody hears it or not. */
export class BusyColleague {
  readonly #sandbox: Sandbox;
  readonly #user: string;
  readonly #channels: readonly string[];
  readonly lines: TypedLine[] = [];
  clicks = 0;

  constructor(sandbox: Sandbox, user: string, channels: readonly string[]) {
    this.#sandbox = sandbox;
    this.#user = user;
    this.#channels = channels;
  }

  async work(over: AbortSignal): Promise<void> {
    for (let n = 0; !over.aborted; n++) {
      // as many receipts as Slack takes in a minute
      await sleep(500 + Math.random() * 1_000);
      const root = any(this.#roots());
      if (!root) continue;
      const dice = Math.random();
      if (dice < 0.45) await this.#press(root);
      else if (dice < 0.9) this.#type(root, n);
      else this.#change();
    }
  }

  #roots(): { channel: string; message: SlackMessage }[] {
    return this.#sandbox.truth
      .now()
      .channels.flatMap(({ id, messages }) =>
        this.#channels.includes(id)
          ? (messages as SlackMessage[])
              .filter(({ bot_id, blocks }) => bot_id && JSON.stringify(blocks).includes('belay_'))
              .map((message) => ({ channel: id, message }))
          : [],
      );
  }

  async #press({ channel, message }: { channel: string; message: SlackMessage }): Promise<void> {
    const drawn = JSON.stringify(message.blocks);
    const action = any(verbs.filter((verb) => drawn.includes(`"${verb}"`)));
    if (!action) return;
    const { interactivity } = this.#sandbox;
    const place = { channel, ts: message.ts };
    const { ok } = await interactivity.click(this.#user, place, { actionId: action });
    if (ok) this.clicks += 1;
    // handing back may ask which answers are taught
    if (action !== 'belay_hand_back') return;
    await sleep(50);
    if (interactivity.views.top(this.#user)) await interactivity.submit(this.#user);
  }

  #type({ channel, message }: { channel: string; message: SlackMessage }, n: number): void {
    const isNote = n % 4 === 0;
    const text = `${isNote ? '! ' : ''}A colleague types ${n}.`;
    const threadTs = message.thread_ts ?? message.ts;
    const { ts } = this.#sandbox.world.reply({ channel, user: this.#user, text, threadTs });
    this.lines.push({ channel, ts, text, isNote, now: text });
  }

  #change(): void {
    const line = any(this.lines.filter(({ now }) => now !== null));
    if (!line) return;
    const { world } = this.#sandbox;
    if (Math.random() < 0.5) {
      line.now = null;
      world.delete(line.channel, line.ts);
      return;
    }
    line.now = `${line.text} Or rather not.`;
    world.edit(line.channel, line.ts, { text: line.now, by: this.#user });
  }
}

function any<T>(all: readonly T[]): T | undefined {
  return all[Math.floor(Math.random() * all.length)];
}
