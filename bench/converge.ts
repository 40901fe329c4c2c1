import { checkMany } from '@belay/connector/testing/converge/check-many';
import type { Figure } from './figure.ts';

const defaultRuns = 2000;

/**
 * Random schedules of Slack, faults and crashes: `--seed n --runs n`, and `--path p` for one that
 * failed. Prints the smallest schedule that does not converge.
 */
export async function benchConverge(args: string[]): Promise<Figure[]> {
  const option = (name: string) => {
    const at = args.indexOf(`--${name}`);
    return at === -1 ? undefined : args[at + 1];
  };
  const seed = Number(option('seed') ?? Math.floor(Math.random() * 2 ** 31));
  const path = option('path');
  const runs = Number(option('runs') ?? (path === undefined ? defaultRuns : 1));
  console.error(`seed ${seed}`);
  const begun = performance.now();
  const { failure, ...checked } = await checkMany({ seed, runs, ...(path ? { path } : {}) });
  if (failure) {
    console.error(JSON.stringify(failure.schedule));
    for (const complaint of failure.complaints) console.error(`- ${complaint}`);
    console.error(`again: npm run bench -- converge --seed ${seed} --path ${failure.path}`);
  }
  return [
    {
      name: `schedules that converge, of seed ${seed}`,
      value: failure ? checked.runs - 1 : checked.runs,
      unit: 'schedules',
      goal: `${runs}`,
      holds: !failure,
    },
    { name: 'runs of the engine', value: checked.engineRuns, unit: 'runs' },
    { name: 'steps at which it could have died', value: checked.steps, unit: 'steps' },
    { name: 'experiences stored', value: checked.stored, unit: 'experiences' },
    { name: 'time', value: (performance.now() - begun) / 1000, unit: 's' },
  ];
}
