import { join } from 'node:path';
import { runBuild } from './run-build.ts';

const packages = join(import.meta.dirname, '../../..');

/**
 * Builds dashboard and widget, each if its sources changed. Resolves to sentences about what failed:
 * the server runs without it then.
 */
export async function buildPages(): Promise<string | undefined> {
  const failed: string[] = [];
  for (const name of ['dashboard', 'widget']) {
    const trouble = await runBuild(join(packages, name, 'build/ensure-built.ts'));
    if (trouble !== undefined)
      failed.push(
        `The ${name} could not be built; everything else works. Run "npm run build -w @belay/${name}" to see why.\n${trouble}`,
      );
  }
  return failed.length > 0 ? failed.join('\n') : undefined;
}
