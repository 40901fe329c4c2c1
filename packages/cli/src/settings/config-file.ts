import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { CliError } from '../door/cli-error.ts';
import { exitCode } from '../door/exit-code.ts';
import type { Home } from './home.ts';
import { nearest } from './nearest.ts';

const list = z
  .union([z.array(z.string()), z.string().transform((text) => text.split(','))])
  .transform((names) => names.map((name) => name.trim()).filter((name) => name !== ''));

const memory = z.strictObject({
  url: z.string().optional(),
  api_key: z.string().optional(),
  actor: z.string().optional(),
  scope: z.string().optional(),
});

const slack = z.strictObject({
  slack_bot_token: z.string().optional(),
  api_url: z.string().optional(),
  channels: list.optional(),
  scope_template: z.string().optional(),
  include_bots: z.boolean().optional(),
  backfill_days: z.number().positive().optional(),
  since: z.string().optional(),
  all: z.boolean().optional(),
  ingest_files: z.boolean().optional(),
  deletes: z.enum(['forget', 'keep']).optional(),
  edits: z.enum(['version', 'replace']).optional(),
  rate: z.enum(['documented', 'unlimited']).optional(),
});

const config = z.strictObject({ cortexdb: memory.optional(), slack: slack.optional() });

export type ConfigFile = z.infer<typeof config>;

const known: Record<string, readonly string[]> = {
  '': Object.keys(config.shape),
  cortexdb: Object.keys(memory.shape),
  slack: Object.keys(slack.shape),
};

/**
 * The YAML settings: `--config`, else `./cortexdb-connectors.yaml`, else `connectors.yaml` in the
 * home. A named file must exist. Unknown names are refused: a misspelt one would be ignored for good.
 */
export function readConfig(flag: string | undefined, cwd: string, home: Home): ConfigFile {
  const path = flag
    ? resolve(cwd, flag)
    : [join(cwd, 'cortexdb-connectors.yaml'), home.config].find((each) => existsSync(each));
  if (path === undefined) return {};
  if (!existsSync(path)) throw refused(path, 'does not exist');
  let parsed: unknown;
  try {
    parsed = parse(readFileSync(path, 'utf8')) ?? {};
  } catch (error) {
    throw refused(path, `is not YAML: ${error instanceof Error ? error.message : String(error)}`);
  }
  const result = config.safeParse(parsed);
  if (result.success) return result.data;
  throw refused(path, result.error.issues.map(inWords).join('; '));
}

function inWords(issue: z.core.$ZodIssue): string {
  const where = issue.path.join('.');
  if (issue.code !== 'unrecognized_keys') return `${where || 'the file'}: ${issue.message}`;
  return issue.keys
    .map((key) => {
      const meant = nearest(key, known[where] ?? []);
      return `unknown name ${where ? `${where}.` : ''}${key}${meant ? `, did you mean ${meant}?` : ''}`;
    })
    .join('; ');
}

function refused(path: string, what: string): CliError {
  return new CliError('BAD_CONFIG', `${path}: ${what}`, {
    next: 'Mend the file, or name another one with --config.',
    exitCode: exitCode.usage,
  });
}
