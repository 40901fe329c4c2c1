import type { Sandbox } from '@belay/sandbox/start-sandbox';
import type { Context } from '@belay/server/context';
import { you } from '../organisation/demo-people.ts';
import { yourId } from './slack-stage.ts';

const lookAgainMs = 3_000;

/**
 * Gives "You" in the sandbox the address of whoever holds the demo organisation, as soon as there is
 * somebody: Belay links them by it, as it links everybody. Runs until the signal aborts.
 */
export async function youAre(
  ctx: Context,
  { tenant, sandbox }: { tenant: string; sandbox: Sandbox },
  signal: AbortSignal,
  sleep: (ms: number, signal: AbortSignal) => Promise<void>,
): Promise<void> {
  while (!signal.aborted) {
    try {
      const { rows } = await ctx.pool.query<{ email: string }>(
        `select p.email from member m join person p on p.id = m.person
         where m.tenant = $1 and m.role = 'owner' and not p.is_demo order by m.joined_at limit 1`,
        [tenant],
      );
      const email = rows[0]?.email ?? you.email;
      if (sandbox.world.user(yourId).email !== email) sandbox.world.updateUser(yourId, { email });
    } catch {
      // the database is asked again in a moment
    }
    await sleep(lookAgainMs, signal).catch(() => undefined);
  }
}
