import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';

/** Which package may import which: the arrows of ARCHITECTURE.md. */
const arrows: Record<string, readonly string[]> = {
  contract: [],
  slack: ['contract'],
  connector: ['contract', 'slack'],
  cli: ['contract', 'slack', 'connector'],
  server: ['contract', 'slack', 'connector'],
  sandbox: ['contract'],
  dashboard: ['contract'],
  widget: ['contract'],
  demo: ['contract', 'slack', 'connector', 'cli', 'server', 'sandbox'],
};

/** What a package may never name, whoever provides it. */
const banned: Record<string, RegExp> = {
  contract: /^node:/,
  slack: /^(pg|kysely|hono|node:sqlite)$/,
  connector: /^(pg|kysely|hono|node:(http|https|sqlite|fs|net)|@slack\/)/,
};

const importLine = /(?:from|import)\s*\(?\s*'([^']+)'/g;

/** Tests may reach for any neighbour: a fixture is not an arrow. */
const isTest = (path: string) => /\.test\.ts$|[\\/]testing[\\/]/.test(path);

/** Every import under `root`/packages that points against the arrows, as sentences. */
export function boundaryBreaks(root: string): string[] {
  const breaks: string[] = [];
  for (const [name, allowed] of Object.entries(arrows)) {
    const source = join(root, 'packages', name, 'src');
    for (const file of sourceFiles(source)) {
      if (isTest(file)) continue;
      for (const target of importsOf(readFileSync(file, 'utf8'))) {
        const where = relative(root, file).split(sep).join('/');
        const neighbour = /^@belay\/([a-z]+)/.exec(target)?.[1];
        if (neighbour && neighbour !== name && !allowed.includes(neighbour))
          breaks.push(
            `${where} imports ${target}: ${name} may import ${allowed.join(', ') || 'no neighbour'}`,
          );
        if (banned[name]?.test(target)) breaks.push(`${where} imports ${target}: not in ${name}`);
        if (neighbour === name) breaks.push(`${where} imports its own package by name: ${target}`);
        if (/^\.\.?\/.*packages\//.test(target))
          breaks.push(`${where} reaches across packages: ${target}`);
      }
    }
  }
  return breaks;
}

/** The module names that a source file imports. */
export function importsOf(source: string): string[] {
  return [...source.matchAll(importLine)].map((match) => match[1] as string);
}

function sourceFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name));
}
