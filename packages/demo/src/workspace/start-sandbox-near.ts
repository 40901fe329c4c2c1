import { type Sandbox, startSandbox } from '@belay/sandbox/start-sandbox';

/** How many ports from the wished one on are tried before any free one is taken. */
const tries = 10;

/** A sandbox on the wished port or one just above it; on exactly that one if it was asked for by name. */
export async function startSandboxNear(port: number, exactly: boolean): Promise<Sandbox> {
  for (let wished = port; wished < port + tries; wished++) {
    try {
      return await startSandbox({ port: wished });
    } catch (error) {
      if (!isTaken(error)) throw error;
      if (exactly)
        throw new Error(
          `Port ${port} for the sandbox is taken. Stop what uses it, or choose another: SANDBOX_PORT=${port + 1} npm start`,
          { cause: error },
        );
    }
  }
  return startSandbox({ port: 0 });
}

const isTaken = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
