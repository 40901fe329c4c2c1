import { csvLine } from './csv-line.ts';

/** Spreadsheets take a file for UTF-8 by this mark. */
const mark = '\ufeff';

export interface CsvPage<Item> {
  items: Item[];
  next_cursor: string | null;
}
type Cells = (string | number | boolean | null)[];

/** A list of any length as a CSV file, page by page. */
export async function* csvPieces<Item>(
  titles: string[],
  read: (cursor: string | undefined) => Promise<CsvPage<Item>>,
  cells: (item: Item) => Cells,
): AsyncGenerator<string> {
  yield mark + csvLine(titles);
  let cursor: string | undefined;
  do {
    const page = await read(cursor);
    yield page.items.map((item) => csvLine(cells(item))).join('');
    cursor = page.next_cursor ?? undefined;
  } while (cursor !== undefined);
}
