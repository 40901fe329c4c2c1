import { setTimeout as sleep } from 'node:timers/promises';
import { fields, text } from '@belay/slack/parse/fields';
import { fromFields } from '@belay/slack/parse/parse-body';
import type { Context } from '../../context.ts';
import { oweReread } from '../../desk/slack/hear/outage/owe-reread.ts';
import { acceptDelivery, meansAny } from '../accept-delivery.ts';
import { noteGap } from '../inbox/gaps.ts';
import { markConnected } from '../mark-connected.ts';
import { type Connection, connectSocket, SentAway } from './connect-socket.ts';
import { noteSocketProblem } from './note-socket-problem.ts';
import type { Envelope } from './socket-client.ts';
import { endOf, refusalOf } from './socket-words.ts';

/** The Socket Mode connection of one installation, kept open until it is closed. */
export interface OpenSocket {
  /** why no events come right now, in words; undefined: they do */
  problem(): string | undefined;
  /** answers what is under way, then closes */
  close(): Promise<void>;
}

/** Envelopes: events, clicks and submissions, commands. */
const taken: ReadonlySet<string> = new Set(['events_api', 'interactive', 'slash_commands']);
const steadyMs = 30_000;
const longestRestMs = 60_000;
const opening = 'The connection to Slack is being opened.';
const unreachable = 'Slack can’t be reached for Socket Mode. It is tried again by itself.';

/**
 * Opens the socket and keeps it open; for the owner of the installation's lease. Events go the way
 * of those that come over HTTP and are acknowledged after their commit. When Slack refreshes a
 * connection the next one is there before the old one goes; after a break the connectors are owed
 * a quick audit.
 */
export function openSocket(
  installation: { tenant: string; id: string; appToken: string },
  ctx: Pick<Context, 'slackApp' | 'slackApiUrl'>,
  random = Math.random,
): OpenSocket {
  const { appToken } = installation;
  const { slackApp } = ctx;
  const apiUrl = ctx.slackApiUrl(appToken);
  const closing = new AbortController();
  let problem: string | undefined = opening;
  let current: Connection | undefined;
  /** ms; when the last connection was told to go or broke: what came since may be missing */
  let leftAt: number | undefined;

  const take = async ({ type, payload }: Envelope): Promise<void> => {
    if (!taken.has(type)) return;
    const body = fromFields(fields(payload), { apiUrl });
    let proved = await slackApp.book.ofAppToken(appToken);
    if (!meansAny(proved, body) && (await slackApp.book.renew(true)))
      proved = await slackApp.book.ofAppToken(appToken);
    if (proved.length === 0) throw new Error('the installation is not known here yet');
    await acceptDelivery(slackApp, proved, body);
  };
  const fail = async (words: string) => {
    if (closing.signal.aborted) return;
    problem = words;
    await noteSocketProblem(slackApp, installation, words).catch(() => undefined);
  };
  const arrived = async (connection: Connection) => {
    const before = current;
    const isSeamless = leftAt === undefined || before?.isOpen() === true;
    current = connection;
    problem = undefined;
    await before?.close();
    // an app's token serves all of its workspaces
    const concerned = await slackApp.book.ofAppToken(appToken);
    const others = concerned.filter(({ id }) => id !== installation.id);
    if (!isSeamless) {
      const gap = { reason: 'reconnected', audit: 'quick', since: leftAt ?? 0 } as const;
      slackApp.inbox.ring(await noteGap(slackApp.pool, [installation, ...others], gap));
    }
    // Slack repeats nothing to a socket: what was said before the first one came is missing, too
    if (!isSeamless || before === undefined)
      await oweReread(
        { db: slackApp.pool, now: slackApp.now() },
        concerned.filter(({ hasDesk }) => hasDesk),
      );
    await markConnected(slackApp, [installation, ...others]);
  };
  /** one connection from its opening to its end; answers whether it was a good one */
  const live = async (): Promise<boolean> => {
    const { signal } = closing;
    const connection = await connectSocket({ appToken, apiUrl, take, signal });
    const since = slackApp.now();
    await arrived(connection);
    const reason = await connection.ended;
    leftAt = slackApp.now();
    if (reason !== 'warning' && reason !== 'refresh_requested') {
      await connection.close();
      await fail(endOf(reason));
    }
    return leftAt - since > steadyMs;
  };
  const keep = async () => {
    let failures = 0;
    while (!closing.signal.aborted) {
      try {
        failures = (await live()) ? 0 : failures + 1;
      } catch (error) {
        failures += 1;
        const { words, isFinal } = failureOf(error);
        if (isFinal) failures = Number.POSITIVE_INFINITY;
        if (current?.isOpen() !== true) await fail(words);
      }
      await sleep(restOf(failures, random()), undefined, { signal: closing.signal }).catch(
        () => undefined,
      );
    }
  };
  const kept = keep();

  return {
    problem: () => problem,
    async close() {
      closing.abort();
      problem = 'The connection to Slack is closed.';
      await current?.close();
      await kept;
    },
  };
}

/** At once after the first end, then doubling from half a second. */
function restOf(failures: number, random: number): number {
  if (failures <= 1) return 0;
  return Math.min(longestRestMs, 250 * 2 ** failures) * (0.75 + random / 4);
}

/** `isFinal`: only a person can mend it, so that it is tried once a minute. */
function failureOf(error: unknown): { words: string; isFinal: boolean } {
  if (error instanceof SentAway) {
    const words = error.reason === 'lost' ? unreachable : endOf(error.reason);
    return { words, isFinal: error.reason === 'link_disabled' };
  }
  const refusal = refusalOf(text(fields(fields(error).data).error) ?? '');
  return { words: refusal ?? unreachable, isFinal: refusal !== undefined };
}
