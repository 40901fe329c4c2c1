import { rm } from 'node:fs/promises';
import { BelayError } from '@belay/contract/error';
import type { Caller } from '../../auth/authorize.ts';
import type { Context } from '../../context.ts';
import { inTransaction } from '../../db/in-transaction.ts';
import { uuidOf } from '../../memory/ids.ts';
import { baseScope } from '../store/base-scope.ts';
import { manageableConnector } from '../store/find-connector.ts';
import { recordChange } from '../store/record-change.ts';
import { importFile } from '../work/read-import.ts';

/** Takes an import off the list, with its file if it still waits. What it brought stays. */
export async function removeImport(
  ctx: Context,
  caller: Caller,
  id: string,
  importId: string,
): Promise<void> {
  const row = await manageableConnector(ctx.pool, caller, id);
  const uuid = uuidOf('imp', importId);
  const place = [caller.tenant, row.id, uuid];
  const file = await inTransaction(ctx.pool, async (client) => {
    const { rows } = await client.query<{ file: string; name: string }>(
      `delete from connector_import i using connector c
       where i.tenant = $1 and i.connector = $2 and i.id = $3
         and c.tenant = i.tenant and c.id = i.connector
         and (i.state <> 'reading' or c.wanted = 'paused')
       returning i.file, i.name`,
      place,
    );
    const [gone] = rows;
    if (!gone) {
      const { rowCount } = await client.query(
        'select from connector_import where tenant = $1 and connector = $2 and id = $3',
        place,
      );
      throw rowCount
        ? new BelayError(
            'CONFLICT',
            'It is being read. Let it end, or pause the connector before you remove it.',
          )
        : new BelayError('NOT_FOUND', 'There is no such import.');
    }
    await recordChange(client, caller, ctx.now(), {
      connector: row.id,
      installation: row.installation,
      scope: baseScope(row.settings.scope_template),
      what: 'import_removed',
      details: { name: gone.name },
    });
    return gone.file;
  });
  await rm(importFile(ctx.config.dataDir, file), { force: true });
  ctx.feed.wake();
}
