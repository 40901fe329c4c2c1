import { buildPages } from '@belay/server/built/build-pages';
import { runBelay } from './run-belay.ts';
import { welcome } from './welcome.ts';

/** `npm start`. One sentence when it can't; a clean stop on Ctrl-C, at once on the second. */
try {
  // only when its sources changed, and beside everything else
  const building = buildPages();
  // the welcome stays on the screen: a line per request only if one asks for it
  const running = await runBelay({ ...process.env, BELAY_LOG: process.env.BELAY_LOG || 'warn' });
  const trouble = await building;
  if (trouble) console.error(trouble);
  console.log(welcome(running));
  let stopping = false;
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.on(signal, async () => {
      if (stopping) process.exit(1);
      stopping = true;
      await running.close();
      process.exit(0);
    });
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
