import type { SyncOptions } from '@belay/connector/sync/options';
import { CliError } from '../door/cli-error.ts';
import { exitCode } from '../door/exit-code.ts';
import { usageError } from '../door/program.ts';
import type { ConfigFile } from '../settings/config-file.ts';
import type { Connection } from '../settings/connection.ts';
import { backfillSince } from './backfill-window.ts';
import { redaction } from './redaction.ts';
import type { SlackFlags } from './slack-flags.ts';

/** Where Slack is and who reads it. */
export interface SlackAccess {
  token: string | undefined;
  /** undefined: Slack's own */
  apiUrl: string | undefined;
  rate: 'documented' | 'unlimited';
}

/** The same, and what is taken of it. */
export interface SlackSettings extends SlackAccess {
  options: SyncOptions;
}

type Env = Record<string, string | undefined>;
type Yaml = NonNullable<ConfigFile['slack']>;

/** Flags before YAML before environment (CLI-2). Throws exit 2 for what can't be read. */
export function slackAccess(
  flags: Pick<SlackFlags, 'slackRate'>,
  yaml: Yaml,
  env: Env,
): SlackAccess {
  return {
    token: yaml.slack_bot_token ?? (env.SLACK_BOT_TOKEN || undefined),
    apiUrl: apiUrlFrom(yaml.api_url ?? (env.SLACK_API_URL || undefined)),
    rate: flags.slackRate ?? yaml.rate ?? rateFrom(env.SLACK_RATE),
  };
}

/** Like `slackAccess`, for everything that a run takes. */
export function slackSettings(
  flags: SlackFlags,
  connection: Pick<Connection, 'config' | 'scope'>,
  env: Env,
  now: number,
): SlackSettings {
  const yaml = connection.config.slack ?? {};
  const template =
    flags.scopeTemplate ?? yaml.scope_template ?? (env.CORTEXDB_SCOPE_TEMPLATE || undefined);
  const options = {
    channels: wantedChannels(flags, yaml, env),
    scopeTemplate: template,
    since: backfillSince(flags, yaml, now),
    includeBots: flags.includeBots ?? yaml.include_bots,
    deletes: flags.deletes ?? yaml.deletes,
    edits: flags.edits ?? yaml.edits,
    audit: auditFrom(flags) ?? yaml.audit,
    retentionDays: retentionFrom(flags.retention ?? yaml.retention),
    redact: redaction(flags, yaml),
    acceptDuplicates: flags.acceptDuplicates ?? yaml.accept_duplicates,
    patienceMs: patienceFrom(flags.patience ?? yaml.patience),
  };
  return {
    ...slackAccess(flags, yaml, env),
    options: {
      org: orgOf(connection.scope, template),
      files: flags.files ?? yaml.ingest_files ?? true,
      ...defined(options),
    },
  };
}

/** The channels that are named anywhere; undefined: all public ones. */
export function wantedChannels(
  flags: Pick<SlackFlags, 'channels'>,
  yaml: Yaml,
  env: Env,
): string[] | undefined {
  const channels = flags.channels ?? yaml.channels ?? listFrom(env.SLACK_CHANNELS);
  return channels && channels.length > 0 ? channels : undefined;
}

/** The bot token, or the sentence that says how to get one (exit 3). */
export function requireToken(settings: SlackAccess): string {
  if (settings.token) return settings.token;
  throw new CliError('NO_SLACK_TOKEN', 'SLACK_BOT_TOKEN is not set.', {
    next: 'Create an app at api.slack.com/apps, install it, and put its Bot User OAuth Token (xoxb-…) into SLACK_BOT_TOKEN.',
    exitCode: exitCode.signIn,
  });
}

/** `{org}` of the default template: the id of the token scope's first segment (MAP-9). */
function orgOf(scope: string | undefined, template: string | undefined): string {
  const org = /^[^:/]+:([^/]+)/.exec(scope ?? '')?.[1];
  if (org !== undefined) return org;
  if (template !== undefined) return '';
  throw usageError(
    'It is not known below which scope to write.',
    'Add --scope org:…, set CORTEXDB_SCOPE, or give a whole --scope-template.',
  );
}

function patienceFrom(value: string | number | undefined): number | undefined {
  if (value === undefined) return undefined;
  const seconds = numberFrom(value);
  if (seconds !== undefined && seconds >= 0) return seconds * 1000;
  throw usageError(`--patience ${value} is not a number of seconds.`);
}

function retentionFrom(value: string | number | undefined): number | undefined {
  if (value === undefined || value === 'off') return undefined;
  const days = numberFrom(value);
  if (days !== undefined && days > 0) return days;
  throw usageError(
    `--retention ${value} is not a number of days.`,
    'Write it like --retention 90, or --retention off to keep everything.',
  );
}

function numberFrom(value: string | number): number | undefined {
  if (typeof value === 'string' && value.trim() === '') return undefined;
  const number = Number(value);
  return Number.isFinite(number) ? number : undefined;
}

function auditFrom({ audit, full }: SlackFlags): SlackFlags['audit'] {
  if (full && audit !== undefined && audit !== 'full')
    throw usageError(`Only one of --full and --audit ${audit} can hold.`);
  return full ? 'full' : audit;
}

function rateFrom(value: string | undefined): 'documented' | 'unlimited' {
  if (!value || value === 'documented') return 'documented';
  if (value === 'unlimited') return 'unlimited';
  throw usageError(`SLACK_RATE is ${value}.`, 'It can be documented (default) or unlimited.');
}

function apiUrlFrom(value: string | undefined): string | undefined {
  if (value === undefined) return undefined;
  if (!URL.canParse(value) || !/^https?:$/.test(new URL(value).protocol))
    throw usageError(`SLACK_API_URL is ${value}, not an http(s) address.`);
  return value.endsWith('/') ? value : `${value}/`;
}

function listFrom(value: string | undefined): string[] | undefined {
  const names = value
    ?.split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
  return names && names.length > 0 ? names : undefined;
}

type Defined<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

/** Without the members that are undefined. */
function defined<T extends object>(members: T): Defined<T> {
  // exactly the undefined ones were dropped
  return Object.fromEntries(
    Object.entries(members).filter(([, value]) => value !== undefined),
  ) as Defined<T>;
}
