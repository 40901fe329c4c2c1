import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type Document, LineCounter, parseDocument } from 'yaml';
import { z } from 'zod';
import { CliError } from '../door/cli-error.ts';
import { exitCode } from '../door/exit-code.ts';
import type { DeclaredOption } from './declared-option.ts';
import type { Home } from './home.ts';
import { memoryOptions } from './memory-options.ts';
import { nearest } from './nearest.ts';
import { slackOptions } from './slack-options.ts';
import { lineOf } from './yaml-line.ts';

type Section<Options extends Record<string, DeclaredOption>> = {
  [Name in keyof Options]?: z.output<Options[Name]['schema']>;
};

/** What a YAML file may hold: its sections and their names are the declared options. */
export interface ConfigFile {
  cortexdb?: Section<typeof memoryOptions>;
  slack?: Section<typeof slackOptions>;
}

const sections: Record<string, Record<string, DeclaredOption>> = {
  cortexdb: memoryOptions,
  slack: slackOptions,
};

const config = z.strictObject(
  Object.fromEntries(
    Object.entries(sections).map(([name, options]) => [
      name,
      z
        .strictObject(
          Object.fromEntries(
            Object.entries(options).map(([key, { schema }]) => [key, schema.optional()]),
          ),
        )
        .nullish()
        .transform((section) => section ?? undefined),
    ]),
  ),
);

/** The file that is read: `--config`, else the one of the folder, else the one of the home. */
export function configPath(
  flag: string | undefined,
  cwd: string,
  home: Pick<Home, 'config'>,
): string | undefined {
  if (flag) return resolve(cwd, flag);
  return [join(cwd, 'cortexdb-connectors.yaml'), home.config].find((each) => existsSync(each));
}

/**
 * The YAML settings. A named file must exist. Unknown names and bad values are refused with their
 * line and the nearest right word: a misspelt one would be ignored for good.
 */
export function readConfig(flag: string | undefined, cwd: string, home: Home): ConfigFile {
  const path = configPath(flag, cwd, home);
  if (path === undefined) return {};
  if (!existsSync(path)) throw refused(`${path} does not exist.`);
  const lines = new LineCounter();
  const document = parseDocument(readFileSync(path, 'utf8'), { lineCounter: lines });
  const [broken] = document.errors;
  if (broken) {
    const said = broken.message.split(/ at line |\n/)[0] ?? 'unreadable';
    throw refused(`${path}:${broken.linePos?.[0].line ?? 1}: is not YAML: ${said}.`);
  }
  const result = config.safeParse(document.toJS() ?? {});
  // the schema is made of the very tables that the type is made of
  if (result.success) return result.data as ConfigFile;
  const complaints = result.error.issues
    .flatMap((issue) => complaintsOf(issue, document))
    .map(({ path: where, text }) => ({ line: lineOf(document, where, lines), text }))
    .toSorted((a, b) => a.line - b.line);
  throw refused(complaints.map(({ line, text }) => `${path}:${line}: ${text}`).join('\n'));
}

interface Complaint {
  path: PropertyKey[];
  text: string;
}

function complaintsOf(issue: z.core.$ZodIssue, document: Document): Complaint[] {
  const at = issue.path.map(String);
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => ({ path: [...at, key], text: unknownName(at, key) }));
  const [section = '', name] = at;
  const option = name === undefined ? undefined : sections[section]?.[name];
  if (name === undefined || !option)
    return [{ path: at, text: `${section || 'the file'} has to hold names and values.` }];
  return [{ path: [section, name], text: badValue(`${section}.${name}`, option, document) }];
}

function unknownName(at: string[], key: string): string {
  const [section] = at;
  const known = section === undefined ? sections : (sections[section] ?? {});
  const meant = nearest(key, Object.keys(known));
  // a name of another section, or one that stands outside of its own
  const home = Object.keys(sections).find((other) => sections[other]?.[key] !== undefined);
  if (home !== undefined && home !== section)
    return `${[...at, key].join('.')} belongs below ${home}:`;
  const hint = meant ? `did you mean ${meant}?` : `it can be ${Object.keys(known).join(', ')}.`;
  return `there is no setting ${[...at, key].join('.')}; ${hint}`;
}

function badValue(name: string, option: DeclaredOption, document: Document): string {
  const value: unknown = document.getIn(name.split('.'));
  const isPlain = ['string', 'number', 'boolean'].includes(typeof value);
  const given = option.secret || !isPlain ? 'can’t be read' : `is ${String(value)}`;
  const meant =
    typeof value === 'string' && !option.secret ? nearest(value, option.words ?? []) : undefined;
  return `${name} ${given}: it takes ${option.takes}${meant ? `; did you mean ${meant}?` : ''}`;
}

function refused(message: string): CliError {
  return new CliError('BAD_CONFIG', message, {
    next: 'Mend the file, or name another one with --config.',
    exitCode: exitCode.usage,
  });
}
