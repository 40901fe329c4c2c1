import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { boundaryBreaks } from './boundaries.ts';

/** `npm run check`: format, lint, types, boundaries, dead code. Seconds, no database. */
const root = join(import.meta.dirname, '..');

const tools: [name: string, command: string, args: string[]][] = [
  ['format and lint', 'biome', ['check', '--error-on-warnings']],
  ['types', 'tsc', ['-p', '.']],
  ['types of the dashboard', 'tsc', ['-p', 'packages/dashboard']],
  ['types of the widget', 'tsc', ['-p', 'packages/widget']],
  ["types of the widget's tools", 'tsc', ['-p', 'packages/widget/tsconfig.node.json']],
  ["types of the dashboard's tools", 'tsc', ['-p', 'packages/dashboard/tsconfig.node.json']],
  ['dead code', 'knip', ['--no-progress']],
];

function run(command: string, args: string[]): Promise<{ code: number; output: string }> {
  return new Promise((resolve) => {
    const child = spawn('npx', ['--no-install', command, ...args], {
      cwd: root,
      shell: process.platform === 'win32',
    });
    let output = '';
    child.stdout.on('data', (chunk) => {
      output += chunk;
    });
    child.stderr.on('data', (chunk) => {
      output += chunk;
    });
    child.on('error', (error) => resolve({ code: 1, output: error.message }));
    child.on('close', (code) => resolve({ code: code ?? 1, output }));
  });
}

const started = performance.now();
const results = await Promise.all(
  tools.map(async ([name, command, args]) => ({ name, ...(await run(command, args)) })),
);
const breaks = boundaryBreaks(root);
results.push({ name: 'boundaries', code: breaks.length ? 1 : 0, output: breaks.join('\n') });

for (const { name, code, output } of results) {
  console.log(`${code === 0 ? 'ok    ' : 'FAILED'} ${name}`);
  if (code !== 0) console.log(output.trim());
}
console.log(`checked in ${((performance.now() - started) / 1000).toFixed(1)} s`);
process.exitCode = results.some((result) => result.code !== 0) ? 1 : 0;
