import type { Context as HonoContext } from 'hono';
import { stream } from 'hono/streaming';
import type { AppEnv } from '../../../http/app-env.ts';
import { csvLine } from './csv-line.ts';

/** Spreadsheets take a file for UTF-8 by this mark. */
const mark = '\ufeff';

interface CsvPage<Item> {
  items: Item[];
  next_cursor: string | null;
}

/** Answers a list of any length as a CSV file, page by page. */
export function sendCsv<Item>(
  c: HonoContext<AppEnv>,
  name: string,
  titles: string[],
  read: (cursor: string | undefined) => Promise<CsvPage<Item>>,
  cells: (item: Item) => (string | number | boolean | null)[],
): Response {
  c.header('Content-Type', 'text/csv; charset=utf-8');
  c.header('Content-Disposition', `attachment; filename="${name}.csv"`);
  c.header('Cache-Control', 'private, no-store');
  return stream(c, async (out) => {
    await out.write(mark + csvLine(titles));
    let cursor: string | undefined;
    do {
      const page = await read(cursor);
      await out.write(page.items.map((item) => csvLine(cells(item))).join(''));
      cursor = page.next_cursor ?? undefined;
    } while (cursor !== undefined && !out.aborted);
  });
}
