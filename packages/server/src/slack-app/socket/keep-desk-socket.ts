import type { Context } from '../../context.ts';
import { SocketKeeper } from './socket-keeper.ts';

/** What a lost notice costs. */
const lookMs = 5_000;

/**
 * Socket Mode for agents, while this process holds the installation's `desk` lease (INS-5). Resolves
 * when the signal aborts, after what was under way is answered.
 */
export async function keepDeskSocket(
  ctx: Context,
  place: { tenant: string; installation: string },
  signal: AbortSignal,
): Promise<void> {
  const keeper = new SocketKeeper(ctx, place, 'desk');
  let isNews = true;
  let wake = () => {};
  // whose turn it is hangs on other installations of the app, too
  const deaf = ctx.notices.on('belay_connectors', () => {
    isNews = true;
    wake();
  });
  const untilNews = () =>
    new Promise<void>((resolve) => {
      const end = () => {
        clearTimeout(timer);
        signal.removeEventListener('abort', end);
        resolve();
      };
      const timer = setTimeout(end, lookMs);
      signal.addEventListener('abort', end);
      wake = end;
      if (isNews || signal.aborted) end();
    });
  try {
    while (!signal.aborted) {
      isNews = false;
      await keeper.adjust().catch((error: unknown) => {
        if (!signal.aborted) ctx.log.warn({ err: error }, 'a socket to Slack can’t be seen to');
      });
      await untilNews();
    }
  } finally {
    deaf();
    await keeper.close();
  }
}
