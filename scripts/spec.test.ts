import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '..');
const ruleId = /\b(?:MEM|KEY|MAP|SYN|CLI|MGD|DSK|NTF|TKO|INS|SBX|SEC)-\d+\b/g;

const rules = new Set(
  [...readFileSync(join(root, 'SPEC.md'), 'utf8').matchAll(/^- \*\*([A-Z]+-\d+)\*\*/gm)].map(
    (match) => match[1] as string,
  ),
);

/** The rule ids inside the square brackets that open a test's name. */
function provenRules(): Set<string> {
  const proven = new Set<string>();
  for (const folder of ['packages', 'scripts', 'bench'])
    for (const entry of readdirSync(join(root, folder), { recursive: true, withFileTypes: true })) {
      if (!/\.test\.tsx?$/.test(entry.name) || entry.parentPath.includes('node_modules')) continue;
      const source = readFileSync(join(entry.parentPath, entry.name), 'utf8');
      for (const [bracket] of source.matchAll(/(?<=['"`])\[[A-Z][^\]]*\]/g))
        for (const [id] of bracket.matchAll(ruleId)) proven.add(id);
    }
  return proven;
}

test('every rule of SPEC.md has a test that carries its id', () => {
  const proven = provenRules();
  expect([...rules].filter((rule) => !proven.has(rule))).toEqual([]);
});

test('no test claims a rule that SPEC.md does not have', () => {
  expect([...provenRules()].filter((rule) => !rules.has(rule))).toEqual([]);
});
