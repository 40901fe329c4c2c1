import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { operations } from './operations.ts';

export const coveragePath = join(import.meta.dirname, '../../../../docs/coverage-cortexdb.md');

/** docs/coverage-cortexdb.md. `node <this file>` writes it; a test calls every path. */
export function coverageTable(): string {
  const rows = operations.map(
    ({ method, path, summary, served }) =>
      `| \`${method.toUpperCase()} ${path}\` | ${summary} | ${served ? 'served' : '501'} |`,
  );
  return [
    '# Coverage of CortexDB v1',
    '',
    'Generated from `packages/server/src/openapi/operations.ts`. What is not served answers 501 `NOT_IMPLEMENTED`.',
    '',
    '| call | what it does | |',
    '|---|---|---|',
    ...rows,
    '',
  ].join('\n');
}

if (import.meta.main) writeFileSync(coveragePath, coverageTable());
