import type { Block } from './block.ts';
import { tidyLine } from './tidy.ts';

/** A table row by row: `Name: Rope; Price: 40`, so that each can be read alone. Pure. */
export function csvBlocks(source: string): Block[] {
  const rows = parseCsv(source, delimiterOf(source));
  const [header = [], ...body] = rows.filter((row) => row.some((cell) => cell.trim() !== ''));
  if (body.length === 0) return [{ kind: 'text', text: header.map(tidyLine).join('; ') }];
  return body.map((row) => ({
    kind: 'text',
    text: row
      .map((cell, column) => [tidyLine(header[column] ?? ''), tidyLine(cell)] as const)
      .filter(([, cell]) => cell !== '')
      .map(([name, cell]) => (name === '' ? cell : `${name}: ${cell}`))
      .join('; '),
  }));
}

function delimiterOf(source: string): string {
  const line = source.slice(0, 10_000).split(/\r\n?|\n/, 1)[0] ?? '';
  const count = (mark: string) => line.split(mark).length;
  return [',', ';', '\t'].reduce((best, mark) => (count(mark) > count(best) ? mark : best));
}

/** RFC 4180: quoted cells may hold delimiters, doubled quotes and line ends. */
function parseCsv(source: string, delimiter: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = '';
  let isQuoted = false;
  for (let at = 0; at < source.length; at++) {
    const mark = source[at] as string;
    if (isQuoted) {
      if (mark !== '"') cell += mark;
      else if (source[at + 1] === '"') {
        cell += '"';
        at++;
      } else isQuoted = false;
    } else if (mark === '"' && cell === '') isQuoted = true;
    else if (mark === delimiter) {
      row.push(cell);
      cell = '';
    } else if (mark === '\n' || mark === '\r') {
      if (mark === '\r' && source[at + 1] === '\n') at++;
      rows.push([...row, cell]);
      row = [];
      cell = '';
    } else cell += mark;
  }
  rows.push([...row, cell]);
  return rows;
}
