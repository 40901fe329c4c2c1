import { expect, test } from 'vitest';
import { csvLine } from './csv-line.ts';

test.each(['=1+1', '+49 30 1', '-1', '@SUM(A1)', '\tx', '\rx', '\nx', '＝cmd|’/C calc’!A0'])(
  '[SEC-7] %j is text in a spreadsheet, not a formula',
  (value) => {
    expect(csvLine([value])).toBe(`"'${value}"\r\n`);
  },
);

test('[SEC-7] cells keep their commas, quotes and lines; numbers and nothing stay what they are', () => {
  expect(csvLine(['a,b', 'say "hi"', 'two\nlines', 7, -7, true, null, ''])).toBe(
    '"a,b","say ""hi""","two\nlines",7,-7,true,,\r\n',
  );
});
