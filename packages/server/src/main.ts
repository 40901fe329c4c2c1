import { startServer } from './start-server.ts';

/** `belay`: the server alone, without sandbox or demo. Stops in order on SIGINT and SIGTERM. */
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
