import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ApiError, isRecord } from '@belay/cli/memory/api-error';
import { CortexClient } from '@belay/cli/memory/cortex-client';

/** The demo tenant: its token, who it is, and the scope under which everything of it lies. */
export interface DemoIdentity {
  token: string;
  actor: string;
  scope: string;
}

/**
 * The demo's own tenant in the memory at `url`: the one that the folder remembers if the memory
 * still knows it and `fresh` is not asked for, else a new one. Kept as 0600.
 */
export async function demoIdentity(
  folder: string,
  url: string,
  options: { fresh: boolean; signal: AbortSignal },
): Promise<DemoIdentity> {
  const path = join(folder, 'identity.json');
  const kept = options.fresh ? undefined : readIdentity(path);
  if (kept && (await isKnown(kept, url, options.signal))) return kept;

  const client = new CortexClient({ url });
  const answer = await client.call('POST', '/v1/auth/signup', { json: {}, signal: options.signal });
  const { token, user_id, actor, scope } = isRecord(answer) ? answer : {};
  if (typeof token !== 'string' || typeof user_id !== 'string' || typeof scope !== 'string')
    throw new Error(`${url} did not answer a signup like a CortexDB.`);
  const identity = { token, scope, actor: typeof actor === 'string' ? actor : actorOf(user_id) };
  writeFileSync(path, JSON.stringify(identity), { mode: 0o600 });
  return identity;
}

const actorOf = (userId: string) => (userId.includes(':') ? userId : `user:${userId}`);

async function isKnown(identity: DemoIdentity, url: string, signal: AbortSignal): Promise<boolean> {
  try {
    const client = new CortexClient({ url, token: identity.token, actor: identity.actor });
    await client.call('GET', '/v1/auth/whoami', { signal });
    return true;
  } catch (error) {
    // another database, a new key, an ended token
    if (error instanceof ApiError && (error.status === 401 || error.status === 403)) return false;
    throw error;
  }
}

function readIdentity(path: string): DemoIdentity | undefined {
  try {
    const { token, actor, scope } = JSON.parse(readFileSync(path, 'utf8')) as Partial<DemoIdentity>;
    if (token && actor && scope) return { token, actor, scope };
  } catch {
    // no file yet, or damaged
  }
  return undefined;
}
