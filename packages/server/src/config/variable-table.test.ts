import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { tablePath, variableTable } from './variable-table.ts';

test('docs/configuration.md is what the declarations say', () => {
  expect(readFileSync(tablePath, 'utf8')).toBe(variableTable());
});
