import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Variable, variables } from '@belay/contract/environment';

export const tablePath = join(import.meta.dirname, '../../../../docs/configuration.md');

/** docs/configuration.md, from the declarations. `node <this file>` writes it. */
export function variableTable(): string {
  const rows = variables.map(
    ({ name, fallback, meaning, ...rest }: Variable) =>
      `| \`${name}\`${rest.secret ? ' (secret)' : ''} | ${fallback} | ${meaning} |`,
  );
  return [
    '# Configuration',
    '',
    'Generated from `packages/contract/src/environment.ts`. Secrets never appear in logs, errors or pages.',
    '',
    '| variable | when not set | meaning |',
    '|---|---|---|',
    ...rows,
    '',
  ].join('\n');
}

if (import.meta.main) writeFileSync(tablePath, variableTable());
