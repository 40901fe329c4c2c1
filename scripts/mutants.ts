import { spawn } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Mutant, mutants } from './mutant-list.ts';

/**
 * `npm run mutants [-- --only <part of a guard>] [-- --seed n --runs n]`: takes away one guard of the sync engine after the
 * other, each in a copy of the tree, and plays random schedules against it. Exits 1 when a mutant
 * survives or no longer applies: then a guard is tested by nothing, or the list is old.
 */
const root = join(import.meta.dirname, '..');
const packages = ['contract', 'slack', 'connector', 'sandbox'];
const atOnce = 2;
const minuteMs = 60_000;

const option = (name: string, otherwise: number) => {
  const at = process.argv.indexOf(`--${name}`);
  return at === -1 ? otherwise : Number(process.argv[at + 1]);
};
const seed = option('seed', 20_261_102);
const runs = option('runs', 400);

type Verdict = { isKilled: boolean; says: string };

/** What the connector needs, its dependencies by links, and nothing of the original to break. */
function copyTree(): string {
  const copy = mkdtempSync(join(tmpdir(), 'belay-mutant-'));
  for (const name of packages) {
    cpSync(join(root, 'packages', name, 'src'), join(copy, 'packages', name, 'src'), {
      recursive: true,
    });
    cpSync(
      join(root, 'packages', name, 'package.json'),
      join(copy, 'packages', name, 'package.json'),
    );
  }
  // tests of other layers are read by name
  cpSync(join(root, 'packages/cli/src/door'), join(copy, 'packages/cli/src/door'), {
    recursive: true,
  });
  const modules = join(root, 'node_modules');
  mkdirSync(join(copy, 'node_modules', '@belay'), { recursive: true });
  for (const name of readdirSync(modules))
    if (name !== '@belay') symlinkSync(join(modules, name), join(copy, 'node_modules', name));
  for (const name of packages)
    symlinkSync(join(copy, 'packages', name), join(copy, 'node_modules', '@belay', name));
  return copy;
}

async function judge(mutant: Mutant): Promise<Verdict> {
  const copy = copyTree();
  try {
    const file = join(copy, 'packages/connector/src', mutant.file);
    const source = readFileSync(file, 'utf8');
    if (source.split(mutant.find).length !== 2)
      return { isKilled: false, says: 'does not apply: its guard was rewritten' };
    writeFileSync(
      file,
      source.replace(mutant.find, () => mutant.replace),
    );
    return mutant.test === undefined ? await playAgainst(copy) : await runTest(copy, mutant.test);
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}

async function playAgainst(copy: string): Promise<Verdict> {
  const many = join(copy, 'packages/connector/src/testing/converge/check-many.ts');
  const script = `const { checkMany } = await import(${JSON.stringify(many)});
    const { failure } = await checkMany({ seed: ${seed}, runs: ${runs}, shrinks: 0 });
    console.log(failure ? failure.path.split(':')[0] + ' ' + failure.complaints[0] : '');`;
  const { output, code } = await run(['--input-type=module', '-e', script], copy);
  const [said = ''] = output.trim().split('\n');
  if (code !== 0) return { isKilled: true, says: `the engine breaks: ${said}` };
  const isKilled = said !== '';
  return {
    isKilled,
    says: isKilled ? `seed ${seed}, schedule ${said}` : `survived ${runs} schedules`,
  };
}

async function runTest(copy: string, name: string): Promise<Verdict> {
  const vitest = join(root, 'node_modules/vitest/vitest.mjs');
  // a life that was found has a number; a unit test has the id of its rule
  const isUnit = name.startsWith('[');
  const files = isUnit ? 'packages/connector/src/' : 'packages/connector/src/converge-';
  const pattern = isUnit ? name.replace(/[[\]()]/g, '\\$&') : `${name}:`;
  const { code } = await run([vitest, 'run', '--root', copy, files, '-t', pattern], copy);
  return { isKilled: code !== 0, says: code === 0 ? `${name} passes` : `${name} fails` };
}

function run(args: string[], cwd: string): Promise<{ output: string; code: number | null }> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, args, { cwd, timeout: 5 * minuteMs });
    let output = '';
    child.stdout.on('data', (chunk) => {
      output += chunk;
    });
    child.stderr.on('data', (chunk) => {
      output += chunk;
    });
    child.on('close', (code) => resolve({ output, code }));
  });
}

const only = process.argv[2] === '--only' ? process.argv[3] : undefined;
const chosen = mutants.filter(({ guard }) => only === undefined || guard.includes(only));
const waiting = [...chosen];
let survivors = 0;
const worker = async () => {
  for (let mutant = waiting.shift(); mutant; mutant = waiting.shift()) {
    const { isKilled, says } = await judge(mutant);
    if (!isKilled) survivors += 1;
    console.log(`${isKilled ? 'killed  ' : 'SURVIVED'} ${mutant.guard}: ${says.slice(0, 160)}`);
  }
};
await Promise.all(Array.from({ length: atOnce }, worker));
console.log(`${chosen.length - survivors} of ${chosen.length} mutants killed`);
process.exitCode = survivors === 0 ? 0 : 1;
