import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { cliDocument, documentPath } from './cli-document.ts';

test('[CLI-2] docs/cli.md is what the commands and the declared options say', () => {
  expect(readFileSync(documentPath, 'utf8')).toBe(cliDocument());
});
