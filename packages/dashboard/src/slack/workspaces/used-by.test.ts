import { expect, test } from 'vitest';
import { usedBy } from './used-by.ts';

const named = (...names: string[]) => names.map((name) => ({ id: name, name }));

test('[INS-4] a workspace names everything that uses it', () => {
  expect(usedBy({ agents: [], connectors: [] })).toBe('Used by nothing');
  expect(usedBy({ agents: named('Support'), connectors: [] })).toBe('Used by the agent Support');
  expect(usedBy({ agents: named('Support', 'Sales'), connectors: named('Ropes') })).toBe(
    'Used by the agents Support and Sales, and the connector Ropes',
  );
});
