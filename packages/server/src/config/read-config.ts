import { homedir } from 'node:os';
import { join } from 'node:path';
import type { VariableName } from '@belay/contract/environment';

export type Env = Record<string, string | undefined>;

/** The server's settings, all checked. Sizes in bytes, times in ms. */
export interface Config {
  port: number;
  host: string;
  publicUrl: string;
  dataDir: string;
  databaseUrl: string | undefined;
  secretKey: Buffer | undefined;
  demo: boolean;
  sandboxPort: number;
  sitePort: number;
  signup: 'loopback' | 'open' | 'off';
  signupTtlMs: number;
  blobQuota: number;
  /** requests per minute and actor; 0: no limit */
  rateLimit: number;
  /** reverse proxies in front of us */
  proxies: number;
  /** where letters to visitors are handed over; undefined: nowhere */
  smtp: { url: string; from: string } | undefined;
  /** origins on this machine and in private networks that admins may name; `all`: any */
  localTargets: 'all' | readonly string[];
  logLevel: 'debug' | 'info' | 'warn' | 'error' | 'silent';
  /** what answers for agents whose organisation has no endpoint of its own */
  model: { url: string; model: string; key: string | undefined } | undefined;
  slackApiUrl: string | undefined;
  slackBotToken: string | undefined;
  /** our app at Slack for organisations without one of their own (INS-5) */
  slackApp: SlackAppConfig | undefined;
  slackRate: 'documented' | 'unlimited';
}

export interface SlackAppConfig {
  clientId: string | undefined;
  clientSecret: string | undefined;
  signingSecret: string | undefined;
  appToken: string | undefined;
}

/** Every problem of an environment at once, a sentence each. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  readonly problems: string[];
  constructor(problems: string[]) {
    super(`The settings need a change:\n${problems.map((problem) => `- ${problem}`).join('\n')}`);
    this.problems = problems;
  }
}

const day = 86_400_000;

/** Environment → settings. Pure. Throws `ConfigError` with all problems. */
export function readConfig(env: Env): Config {
  const problems: string[] = [];
  const text = (name: VariableName) => env[name]?.trim() || undefined;

  const whole = (name: VariableName, fallback: number, min: number, max: number) => {
    const raw = text(name);
    if (raw === undefined) return fallback;
    const value = Number(raw);
    if (Number.isInteger(value) && value >= min && value <= max) return value;
    problems.push(`${name} is "${raw}"; it must be a whole number from ${min} to ${max}.`);
    return fallback;
  };
  const choice = <T extends string>(name: VariableName, options: readonly T[], fallback: T): T => {
    const raw = text(name);
    if (raw === undefined) return fallback;
    const found = options.find((option) => option === raw);
    if (found !== undefined) return found;
    problems.push(`${name} is "${raw}"; it must be one of ${options.join(', ')}.`);
    return fallback;
  };
  const url = (name: VariableName, protocols: string[]) => {
    const raw = text(name);
    if (raw === undefined) return undefined;
    // the value may hold a password: the sentence doesn't repeat it
    if (URL.canParse(raw) && protocols.includes(new URL(raw).protocol)) return raw;
    problems.push(`${name} is not a URL that begins with ${protocols.join('// or ')}//.`);
    return undefined;
  };

  const port = whole('PORT', 3141, 0, 65_535);
  const config: Config = {
    port,
    host: text('BELAY_HOST') ?? '127.0.0.1',
    publicUrl: (url('BELAY_URL', ['http:', 'https:']) ?? `http://localhost:${port}`).replace(
      /\/$/,
      '',
    ),
    dataDir: text('BELAY_DATA_DIR') ?? defaultDataDir(env),
    databaseUrl: url('DATABASE_URL', ['postgres:', 'postgresql:']),
    secretKey: readKey(text('BELAY_SECRET_KEY'), problems),
    demo: choice('BELAY_DEMO', ['0', '1'], '1') === '1',
    sandboxPort: whole('SANDBOX_PORT', 3142, 0, 65_535),
    sitePort: whole('SITE_PORT', 3143, 0, 65_535),
    signup: choice('BELAY_SIGNUP', ['loopback', 'open', 'off'], 'loopback'),
    signupTtlMs: whole('BELAY_SIGNUP_TTL', 365, 1, 3650) * day,
    blobQuota: whole('BELAY_BLOB_QUOTA', 10_240, 0, 1_000_000_000) * 1024 * 1024,
    rateLimit: whole('BELAY_RATE_LIMIT', 0, 0, 1_000_000),
    proxies: whole('BELAY_PROXIES', 0, 0, 10),
    smtp: readSmtp(url('BELAY_SMTP_URL', ['smtp:', 'smtps:']), text('BELAY_MAIL_FROM'), problems),
    localTargets: readLocalTargets(text('BELAY_LOCAL_TARGETS'), problems),
    logLevel: choice('BELAY_LOG', ['debug', 'info', 'warn', 'error', 'silent'], 'info'),
    model: readModel(url('BELAY_MODEL_URL', ['http:', 'https:']), text, problems),
    slackApiUrl: url('SLACK_API_URL', ['http:', 'https:']),
    slackBotToken: text('SLACK_BOT_TOKEN'),
    slackApp: readSlackApp(text, problems),
    slackRate: choice('SLACK_RATE', ['documented', 'unlimited'], 'documented'),
  };
  if (problems.length > 0) throw new ConfigError(problems);
  return config;
}

/** `support@example.com` or `Example <support@example.com>`, in one line. */
const sender =
  /^(?:[^<>\r\n"]{0,100}<[^\s<>@]{1,64}@[^\s<>@]{1,190}>|[^\s<>@]{1,64}@[^\s<>@]{1,190})$/;

function readSmtp(
  url: string | undefined,
  from: string | undefined,
  problems: string[],
): Config['smtp'] {
  if (from !== undefined && !sender.test(from))
    problems.push(
      'BELAY_MAIL_FROM is not a sender such as support@example.com or "Example <support@example.com>".',
    );
  if (url === undefined || from === undefined) {
    if (url !== undefined)
      problems.push('BELAY_SMTP_URL needs BELAY_MAIL_FROM, the address that letters come from.');
    return undefined;
  }
  return { url, from };
}

function readModel(
  url: string | undefined,
  text: (name: VariableName) => string | undefined,
  problems: string[],
): Config['model'] {
  const model = text('BELAY_MODEL');
  if (url === undefined) return undefined;
  if (model === undefined) {
    problems.push('BELAY_MODEL_URL is set without BELAY_MODEL, the name of the model there.');
    return undefined;
  }
  return { url, model, key: text('BELAY_MODEL_KEY') };
}

function readSlackApp(
  text: (name: VariableName) => string | undefined,
  problems: string[],
): SlackAppConfig | undefined {
  const clientId = text('SLACK_CLIENT_ID');
  const clientSecret = text('SLACK_CLIENT_SECRET');
  const signingSecret = text('SLACK_SIGNING_SECRET');
  const appToken = text('SLACK_APP_TOKEN');
  if ((clientId === undefined) !== (clientSecret === undefined))
    problems.push(
      'SLACK_CLIENT_ID and SLACK_CLIENT_SECRET go together: both are under Basic Information of the app.',
    );
  if (clientId !== undefined && signingSecret === undefined && appToken === undefined)
    problems.push(
      'SLACK_CLIENT_ID needs SLACK_SIGNING_SECRET, or SLACK_APP_TOKEN for Socket Mode: without one, nothing of Slack can be heard.',
    );
  if (appToken !== undefined && !appToken.startsWith('xapp-'))
    problems.push('SLACK_APP_TOKEN is no app-level token: those begin with xapp-.');
  const app = { clientId, clientSecret, signingSecret, appToken };
  return Object.values(app).some((value) => value !== undefined) ? app : undefined;
}

function readLocalTargets(raw: string | undefined, problems: string[]): Config['localTargets'] {
  if (raw === undefined || raw === '0') return [];
  if (raw === '1') return 'all';
  const origins = raw.split(',').map((origin) => origin.trim().replace(/\/$/, ''));
  if (!origins.every((origin) => URL.parse(origin)?.origin === origin))
    problems.push(
      'BELAY_LOCAL_TARGETS is neither 0 nor 1, nor a list of origins such as http://127.0.0.1:3142.',
    );
  return origins;
}

function readKey(raw: string | undefined, problems: string[]): Buffer | undefined {
  if (raw === undefined) return undefined;
  const key = /^[0-9a-f]{64}$/i.test(raw) ? Buffer.from(raw, 'hex') : Buffer.from(raw, 'base64');
  if (key.length === 32) return key;
  problems.push(
    'BELAY_SECRET_KEY is not 32 bytes. Make one with: node -p "crypto.randomBytes(32).toString(\'hex\')"',
  );
  return undefined;
}

function defaultDataDir(env: Env): string {
  if (process.platform === 'win32')
    return join(env.LOCALAPPDATA ?? join(homedir(), 'AppData', 'Local'), 'belay');
  if (process.platform === 'darwin')
    return join(homedir(), 'Library', 'Application Support', 'belay');
  return join(env.XDG_DATA_HOME ?? join(homedir(), '.local', 'share'), 'belay');
}
