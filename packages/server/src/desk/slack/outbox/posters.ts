import { SlackPoster } from '@belay/slack/client/poster';
import { Scheduler } from '@belay/slack/client/scheduler';
import type { Clock } from '@belay/slack/clock';
import type { InstallationAccess } from '../../../slack-app/install/stored-access.ts';

interface Known {
  scheduler: Scheduler;
  /** with the token that was used last */
  poster?: { token: string; apiUrl: string | undefined; poster: SlackPoster };
}

/**
 * What writes to Slack in this process: one budget for each installation, whoever asks, because
 * Slack's limits are the app's in that workspace.
 */
export class Posters {
  readonly clock: Clock;
  readonly #isUnlimited: (token: string) => boolean;
  readonly #requestMs: number | undefined;
  readonly #fetch: typeof fetch | undefined;
  readonly #known = new Map<string, Known>();
  readonly #tokens = new WeakMap<SlackPoster, string>();

  constructor(options: {
    clock: Clock;
    /** only what the server itself refuses slows us */
    isUnlimited: (token: string) => boolean;
    /** of one request, real time; default 10 s */
    requestMs?: number;
    /** default the global one */
    fetch?: typeof fetch;
  }) {
    this.clock = options.clock;
    this.#isUnlimited = options.isUnlimited;
    this.#requestMs = options.requestMs;
    this.#fetch = options.fetch;
  }

  /** `sent`: when messages were sent in the last minute (ms), where another process did it. */
  scheduler(installation: string, token: string, sent: readonly number[] = []): Scheduler {
    return this.#of(installation, token, sent).scheduler;
  }

  poster(installation: string, { token, apiUrl }: InstallationAccess): SlackPoster {
    const known = this.#of(installation, token, []);
    if (known.poster?.token === token && known.poster.apiUrl === apiUrl) return known.poster.poster;
    const poster = new SlackPoster({
      token,
      clock: this.clock,
      scheduler: known.scheduler,
      ...(apiUrl === undefined ? {} : { apiUrl }),
      ...(this.#fetch === undefined ? {} : { fetch: this.#fetch }),
      ...(this.#requestMs === undefined ? {} : { timeoutMs: this.#requestMs }),
    });
    known.poster = { token, apiUrl, poster };
    this.#tokens.set(poster, token);
    return poster;
  }

  /** That it writes with. */
  tokenOf(poster: SlackPoster): string | undefined {
    return this.#tokens.get(poster);
  }

  #of(installation: string, token: string, sent: readonly number[]): Known {
    const rate = this.#isUnlimited(token) ? 'unlimited' : 'documented';
    const key = `${installation} ${rate}`;
    const known = this.#known.get(key);
    if (known) return known;
    const scheduler = new Scheduler({
      clock: this.clock,
      rate,
      random: () => 0,
      restored: { 'chat.postMessage': { answered: [...sent], pausedUntil: 0 } },
    });
    const made = { scheduler };
    this.#known.set(key, made);
    return made;
  }
}
