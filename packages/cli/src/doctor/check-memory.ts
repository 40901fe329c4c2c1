import type { CliError } from '../door/cli-error.ts';
import { ApiError, isRecord } from '../memory/api-error.ts';
import type { CortexClient } from '../memory/cortex-client.ts';
import { HttpMemory } from '../memory/http-memory.ts';
import { span } from '../progress/figures.ts';
import type { Connection } from '../settings/connection.ts';
import { momentOf } from '../settings/token-claims.ts';
import type { Finding } from './finding.ts';
import { findingOf } from './run-check.ts';

const absent: ReadonlySet<number> = new Set([404, 405, 501]);

/** Whether anything like a CortexDB answers there, and which version it says it is. */
export async function checkReach(client: CortexClient, signal: AbortSignal): Promise<Finding[]> {
  const check = 'memory';
  let health: unknown;
  for (const path of ['/v1/health', '/v1/admin/health'])
    try {
      health = await client.call('GET', path, { signal });
      break;
    } catch (error) {
      if (!(error instanceof ApiError) || !absent.has(error.status)) throw error;
    }
  const version = await versionOf(client, health, signal);
  const status = isRecord(health) && typeof health.status === 'string' ? health.status : undefined;
  const details = { url: client.url, version: version ?? null, status: status ?? null };
  const name = `${client.url} answers${version ? `, version ${version}` : ''}`;
  if (status === undefined || ['ok', 'healthy', 'up'].includes(status))
    return [{ check, verdict: 'ok', message: `${name}.`, details }];
  return [
    {
      check,
      verdict: 'warn',
      message: `${name}, but says that it is ${status}.`,
      next: 'Look at its logs; a sync waits for it and loses nothing.',
      details,
    },
  ];
}

/** Health may tell the version; else the API description does, where there is one. */
async function versionOf(
  client: CortexClient,
  health: unknown,
  signal: AbortSignal,
): Promise<string | undefined> {
  if (isRecord(health) && typeof health.version === 'string') return health.version;
  try {
    const api = await client.call('GET', '/v1/openapi.json', { signal });
    const info = isRecord(api) && isRecord(api.info) ? api.info : {};
    return typeof info.version === 'string' ? info.version : undefined;
  } catch (error) {
    if (error instanceof ApiError) return undefined;
    throw error;
  }
}

/** What a sync needs of a token, and what stays undone without it. */
const wantedCapabilities: readonly { capability: string; without: string; isNeeded: boolean }[] = [
  { capability: 'scope.write', without: 'nothing can be written', isNeeded: true },
  {
    capability: 'scope.write.on_behalf_of',
    without: 'what other people said can’t be written',
    isNeeded: true,
  },
  { capability: 'blob.upload', without: 'files are left out', isNeeded: false },
  {
    capability: 'forget.cascade.redact_events',
    without: 'deletions in Slack can’t be followed',
    isNeeded: false,
  },
];

const warnBeforeMs = 72 * 3_600_000;

/** Who the memory says we are, until when, and whether that is enough for a sync. */
export async function checkIdentity(
  client: CortexClient,
  connection: Pick<Connection, 'actor' | 'scope' | 'expiresAt'>,
  now: number,
  signal: AbortSignal,
): Promise<Finding[]> {
  const said = await whoami(client, signal);
  const token = isRecord(said.token) ? said.token : {};
  const exp = token.exp;
  const end =
    momentOf(typeof exp === 'number' || typeof exp === 'string' ? exp : undefined) ??
    connection.expiresAt;
  return [
    lifeFinding(String(said.caller ?? connection.actor), end, now),
    ...capabilityFindings(said.effective_capabilities),
    ...scopeFindings(connection.scope, said.scopes),
  ];
}

/** Empty for a build that has no such path: what its token may do shows at the first write. */
async function whoami(client: CortexClient, signal: AbortSignal): Promise<Record<string, unknown>> {
  try {
    const answer = await client.call('GET', '/v1/auth/whoami', { signal });
    return isRecord(answer) ? answer : {};
  } catch (error) {
    if (error instanceof ApiError && absent.has(error.status)) return {};
    throw error;
  }
}

function lifeFinding(actor: string, end: number | undefined, now: number): Finding {
  const check = 'sign-in';
  if (end === undefined)
    return { check, verdict: 'ok', message: `${actor}; the token names no end.` };
  const details = { actor, expires_at: new Date(end).toISOString() };
  if (end - now > warnBeforeMs)
    return { check, verdict: 'ok', message: `${actor}, for ${span(end - now)} more.`, details };
  return {
    check,
    verdict: 'warn',
    message: `${actor}; the token ends in ${span(Math.max(0, end - now))}, and the sync with it.`,
    next: 'Get a fresh token for the same actor: `cortexdb init --api-key <token> --actor <actor>`.',
    details,
  };
}

function capabilityFindings(granted: unknown): Finding[] {
  if (!Array.isArray(granted)) return [];
  const has = (wanted: string) =>
    granted.some(
      (each) =>
        each === wanted ||
        (String(each).endsWith('.*') && wanted.startsWith(String(each).slice(0, -1))),
    );
  const next = 'Ask for a token that has it, or run `cortexdb init` for an identity of your own.';
  return wantedCapabilities
    .filter(({ capability }) => !has(capability))
    .map(
      ({ capability, without, isNeeded }): Finding =>
        isNeeded
          ? { check: capability, verdict: 'fail', message: `not granted: ${without}`, next }
          : {
              check: capability,
              verdict: 'warn',
              message: `not granted: ${without}`,
              next,
              costsData: true,
            },
    );
}

function scopeFindings(wanted: string | undefined, granted: unknown): Finding[] {
  const check = 'scope';
  if (wanted === undefined)
    return [
      {
        check,
        verdict: 'warn',
        message: 'It is not known below which scope to write.',
        next: 'Add --scope org:…, set CORTEXDB_SCOPE, or give a whole --scope-template.',
      },
    ];
  const reaches =
    !Array.isArray(granted) ||
    granted.some((outer) => wanted === outer || wanted.startsWith(`${outer}/`));
  if (reaches) return [{ check, verdict: 'ok', message: `${wanted} is ours to write.` }];
  return [
    {
      check,
      verdict: 'fail',
      message: `The token does not reach ${wanted}, only ${granted.join(', ')}.`,
      next: 'Use a scope below those with --scope, or another token.',
    },
  ];
}

/** Whether a lost ledger could be rebuilt from what the memory lists (SYN-14). */
export async function checkListing(
  client: CortexClient,
  scope: string,
  explain: (error: unknown) => CliError,
  signal: AbortSignal,
): Promise<Finding[]> {
  const check = 'listing';
  try {
    await new HttpMemory(client).list({ scope, label: 'team_id:T0' }, signal);
    return [
      { check, verdict: 'ok', message: 'It lists by label: a lost ledger costs requests only.' },
    ];
  } catch (error) {
    if (!(error instanceof ApiError) || error.retriable || error.status === 401)
      return [findingOf(check, explain(error))];
    return [
      {
        check,
        verdict: 'warn',
        message: `It can’t list by label (${error.code}): if the ledger is lost, a new sync would write everything again.`,
        next: 'Back up the ledgers folder, or use a token that may read below its scope.',
      },
    ];
  }
}
