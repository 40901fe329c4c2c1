/** What a spreadsheet would take for a formula, also in the wide forms of East Asian keyboards. */
const formula = /^[=+\-@\t\r\n＝＋－＠]/;

/**
 * One line of a CSV file (RFC 4180). Visitors write what stands in it: a cell that could be a formula
 * begins with an apostrophe, so that opening the file runs nothing.
 */
export function csvLine(cells: readonly (string | number | boolean | null)[]): string {
  return `${cells.map(cell).join(',')}\r\n`;
}

function cell(value: string | number | boolean | null): string {
  if (typeof value !== 'string') return value === null ? '' : String(value);
  const inert = formula.test(value) ? `'${value}` : value;
  return /[",\r\n\t']/.test(inert) ? `"${inert.replaceAll('"', '""')}"` : inert;
}
