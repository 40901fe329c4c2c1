import { usageError } from '../door/program.ts';
import { nearest } from '../settings/nearest.ts';

const sources = ['slack'];

/** The connectors that this build has; another name is refused with the nearest. */
export function requireSource(name: string): void {
  if (sources.includes(name)) return;
  const meant = nearest(name, sources);
  throw usageError(
    `There is no connector named ${name}.`,
    meant ? `Did you mean ${meant}?` : '`cortexdb-sync list` shows what there is.',
  );
}
