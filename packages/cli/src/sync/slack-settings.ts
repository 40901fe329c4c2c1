import type { SyncOptions } from '@belay/connector/sync/options';
import { CliError } from '../door/cli-error.ts';
import { exitCode } from '../door/exit-code.ts';
import { usageError } from '../door/program.ts';
import type { Connection } from '../settings/connection.ts';
import type { SlackFlags } from './slack-flags.ts';

/** Which workspace, how fast, and what of it. */
export interface SlackSettings {
  token: string | undefined;
  /** undefined: Slack's own */
  apiUrl: string | undefined;
  rate: 'documented' | 'unlimited';
  options: SyncOptions;
}

type Env = Record<string, string | undefined>;

/** Flags before YAML before environment (CLI-2). Throws exit 2 for what can't be read. */
export function slackSettings(
  flags: SlackFlags,
  connection: Pick<Connection, 'config' | 'scope'>,
  env: Env,
  now: number,
): SlackSettings {
  const yaml = connection.config.slack ?? {};
  const channels = flags.channels ?? yaml.channels ?? listFrom(env.SLACK_CHANNELS);
  const template =
    flags.scopeTemplate ?? yaml.scope_template ?? (env.CORTEXDB_SCOPE_TEMPLATE || undefined);
  const since = sinceFrom(flags, now) ?? sinceFrom(fromYaml(yaml), now);
  const includeBots = flags.includeBots ?? yaml.include_bots;
  const patienceMs = patienceFrom(flags.patience);
  const deletes = flags.deletes ?? yaml.deletes;
  const edits = flags.edits ?? yaml.edits;
  return {
    token: yaml.slack_bot_token ?? (env.SLACK_BOT_TOKEN || undefined),
    apiUrl: apiUrlFrom(yaml.api_url ?? (env.SLACK_API_URL || undefined)),
    rate: flags.slackRate ?? yaml.rate ?? rateFrom(env.SLACK_RATE),
    options: {
      org: orgOf(connection.scope, template),
      files: flags.files && (yaml.ingest_files ?? true),
      ...(channels && channels.length > 0 ? { channels } : {}),
      ...(template ? { scopeTemplate: template } : {}),
      ...(since === undefined ? {} : { since }),
      ...(includeBots === undefined ? {} : { includeBots }),
      ...(patienceMs === undefined ? {} : { patienceMs }),
      ...(deletes ? { deletes } : {}),
      ...(edits ? { edits } : {}),
    },
  };
}

/** The bot token, or the sentence that says how to get one (exit 3). */
export function requireToken(settings: SlackSettings): string {
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

interface Window {
  since?: string | undefined;
  backfillDays?: string | undefined;
  all?: boolean | undefined;
}

function fromYaml(yaml: NonNullable<Connection['config']['slack']>): Window {
  return { since: yaml.since, backfillDays: yaml.backfill_days?.toString(), all: yaml.all };
}

const dayMs = 86_400_000;

/** ms since the epoch, 0 for everything, undefined for the default. */
function sinceFrom(window: Window, now: number): number | undefined {
  const given = [window.since, window.backfillDays, window.all || undefined];
  if (given.filter((each) => each !== undefined).length > 1)
    throw usageError('Only one of --since, --backfill-days and --all can hold.');
  if (window.all) return 0;
  if (window.backfillDays !== undefined) {
    const days = Number(window.backfillDays);
    if (!Number.isFinite(days) || days <= 0)
      throw usageError(`${window.backfillDays} is not a number of days.`);
    return now - days * dayMs;
  }
  if (window.since === undefined) return undefined;
  const moment = /^\d{4}-\d{2}-\d{2}([T ]|$)/.test(window.since)
    ? Date.parse(window.since)
    : Number.NaN;
  if (Number.isNaN(moment))
    throw usageError(
      `${window.since} is not a time.`,
      'Write it like 2026-03-15 or 2026-03-15T10:30:00Z.',
    );
  if (moment > now) throw usageError(`${window.since} lies in the future.`);
  return moment;
}

function patienceFrom(value: string | undefined): number | undefined {
  if (value === undefined) return undefined;
  const seconds = Number(value);
  if (value.trim() !== '' && Number.isFinite(seconds) && seconds >= 0) return seconds * 1000;
  throw usageError(`--patience ${value} is not a number of seconds.`);
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
