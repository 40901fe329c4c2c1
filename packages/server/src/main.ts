import { startServer } from './start-server.ts';

/** `belay serve`: the server alone, without page, sandbox or demo. Stops in order on SIGINT and SIGTERM. */
const [command = 'serve', ...rest] = process.argv.slice(2);
if (command === 'serve' && rest.length === 0) await serve();
else {
  console.error(
    'Usage: belay serve\n\nEvery setting is an environment variable: docs/configuration.md',
  );
  process.exitCode = ['help', '--help', '-h'].includes(command) ? 0 : 2;
}

async function serve(): Promise<void> {
  try {
    const server = await startServer({ env: process.env });
    console.log(`Belay is ready at ${server.url} (reference: ${server.url}/reference)`);
    const stop = () => void server.close().then(() => process.exit());
    process.once('SIGINT', stop);
    process.once('SIGTERM', stop);
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    process.exitCode = 1;
  }
}
