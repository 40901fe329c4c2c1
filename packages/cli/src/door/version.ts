import { readFileSync } from 'node:fs';

/** The version of this package: its package.json lies one folder up, from `src/` and from `dist/`. */
export function version(): string {
  for (const up of ['../package.json', '../../package.json']) {
    try {
      const manifest: unknown = JSON.parse(readFileSync(new URL(up, import.meta.url), 'utf8'));
      const { name, version: found } = manifest as { name?: string; version?: string };
      if (name === '@belay/cli' && found) return found;
    } catch {
      // not there: bundled files lie one folder higher than sources
    }
  }
  return '0.0.0';
}
