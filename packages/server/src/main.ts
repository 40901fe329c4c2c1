import { resetLoginCommand } from './auth/reset-login/reset-login-command.ts';
import { setupLink } from './auth/setup/setup-link.ts';
import { buildPages } from './built/build-pages.ts';
import { startServer } from './start-server.ts';
import { startWork } from './start-work.ts';

/**
 * `belay serve`: the server alone, without page, sandbox or demo. Stops in order on SIGINT and SIGTERM.
 * `belay work`: connectors' workers alone, as many processes as one likes on the same database.
 * `belay reset-login <e-mail>`: a link for a new password, without any mail.
 */
const [command = 'serve', ...rest] = process.argv.slice(2);
if (command === 'serve' && rest.length === 0) await serve();
else if (command === 'work' && rest.length === 0) await work();
else if (command === 'reset-login' && rest[0] !== undefined && rest.length === 1)
  await resetLogin(rest[0]);
else {
  console.error(
    'Usage: belay serve\n       belay work\n       belay reset-login <e-mail>\n\nEvery setting is an environment variable: docs/configuration.md',
  );
  process.exitCode = ['help', '--help', '-h'].includes(command) ? 0 : 2;
}

async function serve(): Promise<void> {
  try {
    const trouble = await buildPages();
    if (trouble) console.error(trouble);
    const server = await startServer({ env: process.env });
    // before it says that it is ready: whoever reads that may stop it at once
    stopWith(() => server.close());
    const link = await setupLink(server.ctx);
    console.log(`Belay is ready at ${server.url} (reference: ${server.url}/reference)`);
    if (link)
      console.log(
        `Nobody has an account yet. Open this within 24 hours to make the owner:\n${link}`,
      );
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    process.exitCode = 1;
  }
}

async function work(): Promise<void> {
  try {
    const { close } = await startWork(process.env);
    stopWith(close);
    console.log(`Belay works for connectors (process ${process.pid}).`);
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    process.exitCode = 1;
  }
}

function stopWith(close: () => Promise<void>): void {
  const stop = () => void close().then(() => process.exit());
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
}

async function resetLogin(email: string): Promise<void> {
  try {
    for (const line of await resetLoginCommand(process.env, email)) console.log(line);
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    process.exitCode = 1;
  }
}
