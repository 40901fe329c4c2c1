import type pg from 'pg';
import type { Context } from '../../../../context.ts';

/** The process died before its next statement. */
export class Died extends Error {}

/**
 * A context whose process dies after so many statements: what was committed stays, what was under
 * way is rolled back, as when a connection breaks off.
 */
export function mortalContext(ctx: Context, statements: number): Context {
  let left = statements;
  const spend = (sql: unknown) => {
    if (sql === 'rollback') return;
    left -= 1;
    if (left < 0) throw new Died(`died before: ${String(sql).slice(0, 80)}`);
  };
  const textOf = (asked: unknown) =>
    typeof asked === 'string' ? asked : (asked as { text?: string }).text;
  const counted = <T extends pg.Pool | pg.PoolClient>(over: T): T =>
    new Proxy(over, {
      get(target, name) {
        const member: unknown = Reflect.get(target, name);
        if (name === 'query')
          return async (...asked: [string, unknown[]?]) => {
            spend(textOf(asked[0]));
            return target.query(...asked);
          };
        if (name === 'connect') return async () => counted(await (target as pg.Pool).connect());
        return typeof member === 'function' ? member.bind(target) : member;
      },
    });
  return { ...ctx, pool: counted(ctx.pool) };
}
