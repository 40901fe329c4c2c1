import type { Filter } from '@belay/contract/read';

/** Collects the values of a statement; answers the placeholder of each. */
export interface Parameters {
  add(value: unknown): string;
}

const columns = {
  labels: 't.labels',
  modality: 't.modality',
  observed_actor: 't.observed_actor',
  observed_at: 't.observed_at',
} as const;

/** A filter tree as SQL; every value is a parameter. */
export function filterSql(filter: Filter, parameters: Parameters): string {
  if ('AND' in filter) return join(filter.AND as Filter[], ' and ', parameters);
  if ('OR' in filter) return join(filter.OR as Filter[], ' or ', parameters);
  const tests: string[] = ['true'];
  for (const [field, test] of Object.entries(filter) as [keyof typeof columns, Test][]) {
    const column = columns[field];
    const wanted = [...(test.in ?? []), ...(test.eq === undefined ? [] : [test.eq])];
    if (wanted.length > 0)
      tests.push(
        field === 'labels'
          ? `${column} && ${parameters.add(wanted)}::text[]`
          : `${column}::text = any(${parameters.add(wanted)}::text[])`,
      );
    if (test.gte !== undefined)
      tests.push(`t.observed_at >= ${parameters.add(test.gte)}::timestamptz`);
    if (test.lt !== undefined)
      tests.push(`t.observed_at < ${parameters.add(test.lt)}::timestamptz`);
  }
  return `(${tests.join(' and ')})`;
}

interface Test {
  in?: string[];
  eq?: string;
  gte?: string;
  lt?: string;
}

function join(parts: Filter[], word: string, parameters: Parameters): string {
  return `(${parts.map((part) => filterSql(part, parameters)).join(word)})`;
}
