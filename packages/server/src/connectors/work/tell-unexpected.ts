import type { Desk } from './connector-ports.ts';

/** Where it broke, never what it held: a message of PostgreSQL's may quote a value. */
export function tellUnexpected({ ctx, connector }: Desk, error: unknown): void {
  const frames = error instanceof Error ? error.stack?.match(/^\s+at .*$/gm)?.slice(0, 8) : [];
  const code = error instanceof Error && 'code' in error ? String(error.code) : undefined;
  const name = error instanceof Error ? error.name : typeof error;
  ctx.log.error({ connector: connector.id, name, code, frames }, 'a run of a connector broke off');
}
