/** How many ports from the wished one on are tried before any free one is taken. */
const tries = 10;

export interface WishedPort {
  port: number;
  /** somebody asked for it by name: that one or none */
  exactly: boolean;
  /** what wants it, and the variable that names another */
  what: string;
  variable: string;
}

/** Starts something on the wished port or one just above it; on exactly that one if it must. */
export async function listenNear<T>(
  start: (port: number) => Promise<T>,
  { port, exactly, what, variable }: WishedPort,
): Promise<T> {
  for (let wished = port; wished < port + tries; wished++) {
    try {
      return await start(wished);
    } catch (error) {
      if (!isTaken(error)) throw error;
      if (exactly)
        throw new Error(
          `Port ${port} for ${what} is taken. Stop what uses it, or choose another: ${variable}=${port + 1} npm start`,
          { cause: error },
        );
    }
  }
  return start(0);
}

const isTaken = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
