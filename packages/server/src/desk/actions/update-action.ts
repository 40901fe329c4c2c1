import type { ActionBody, PatchActionBody } from '@belay/contract/desk/action';
import type { Caller } from '../../auth/authorize.ts';
import type { Context } from '../../context.ts';
import { inTransaction } from '../../db/in-transaction.ts';
import { type ActionRow, actionColumns, noSuchAction } from './action-row.ts';
import { auditAction } from './audit-action.ts';
import { openHeaders } from './build-request.ts';
import { checkDefinition, refused } from './check-definition.ts';
import { type ActionPath, findAction } from './find-action.ts';
import { sealedHeaders, storedAction } from './stored-action.ts';

/**
 * Changes what is given. A header without a value keeps the one that stands, unless the address
 * leads to another server: nobody may send there what they can't see. Throws NOT_FOUND.
 */
export async function updateAction(
  ctx: Context,
  caller: Caller,
  path: ActionPath,
  patch: PatchActionBody,
): Promise<ActionRow> {
  return inTransaction(ctx.pool, async (db) => {
    const before = await findAction(db, path);
    // locked, and read again below the lock
    await db.query('select from action where tenant = $1 and id = $2 for update', [
      before.tenant,
      before.id,
    ]);
    const row = await findAction(db, path);
    const { request, ...rest } = patch;
    const headers = mergedHeaders(ctx, row, request);
    const merged: ActionBody = {
      ...row.definition,
      enabled: row.is_enabled,
      ...given(rest),
      request: { ...row.definition.request, ...given(request ?? {}), headers },
    };
    checkDefinition(ctx.config, merged);
    const { rows } = await db.query<ActionRow>(
      `update action a set definition = $3, headers = $4, is_enabled = $5, updated_at = now()
       where a.tenant = $1 and a.id = $2 returning ${actionColumns}`,
      [
        row.tenant,
        row.id,
        JSON.stringify(storedAction(merged)),
        sealedHeaders(ctx, row, headers),
        merged.enabled,
      ],
    );
    if (!rows[0]) throw noSuchAction();
    await auditAction(ctx, db, caller, 'change', row, { changed: Object.keys(patch) });
    return rows[0];
  });
}

type Headers = ActionBody['request']['headers'];

function mergedHeaders(
  ctx: Context,
  row: ActionRow,
  request: PatchActionBody['request'] = {},
): Headers {
  const standing = openHeaders(ctx, row);
  const wanted = request.headers ?? row.definition.request.headers.map(({ name }) => ({ name }));
  const moves =
    request.url !== undefined &&
    URL.parse(request.url)?.origin !== URL.parse(row.definition.request.url)?.origin;
  return wanted.map((header) => {
    const { name } = header;
    const value = 'value' in header ? header.value : undefined;
    if (typeof value === 'string') return { name, value };
    const kept = Object.entries(standing).find(
      ([known]) => known.toLowerCase() === name.toLowerCase(),
    )?.[1];
    if (kept === undefined) throw refused('request.headers', `${name} needs a value.`);
    if (moves)
      throw refused(
        'request.headers',
        `The address leads to another server: enter the value of ${name} again.`,
      );
    return { name, value: kept };
  });
}

/** Without what is absent: `undefined` would take the place of what stands. */
function given<T extends object>(part: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(
    Object.entries(part).filter(([, value]) => value !== undefined),
    // every value that is left is one of T's own
  ) as { [K in keyof T]: Exclude<T[K], undefined> };
}
