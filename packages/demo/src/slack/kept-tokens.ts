import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Sandbox } from '@belay/sandbox/start-sandbox';

/**
 * What the sandbox gave out by consent, for its next start: Slack remembers whom people let in. The
 * tokens open nothing but a sandbox.
 */
export function keptTokens({ world, app }: Pick<Sandbox, 'world' | 'app'>, folder: string) {
  const path = join(folder, 'slack-tokens.json');
  return {
    /** In a workspace that begins anew nobody was let in. */
    restore({ fresh }: { fresh: boolean }): void {
      for (const { value, scopes } of fresh ? [] : read(path))
        world.issueToken({
          ...{ value, scopes, kind: 'bot', isConsented: true },
          ...{ appId: app.id, userId: app.botUserId },
        });
    },
    keep(): void {
      const kept = [...world.tokens.values()]
        .filter(({ kind, isConsented, failure }) => kind === 'bot' && isConsented && !failure)
        .map(({ value, scopes }) => ({ value, scopes }));
      writeFileSync(`${path}.tmp`, JSON.stringify(kept), { mode: 0o600 });
      renameSync(`${path}.tmp`, path);
    },
  };
}

function read(path: string): { value: string; scopes: string[] }[] {
  try {
    const kept: unknown = JSON.parse(readFileSync(path, 'utf8'));
    return Array.isArray(kept) ? kept.filter(isToken) : [];
  } catch {
    // none yet, or damaged: the app is installed again
    return [];
  }
}

function isToken(one: unknown): one is { value: string; scopes: string[] } {
  const { value, scopes } = (one ?? {}) as Record<string, unknown>;
  return (
    typeof value === 'string' &&
    /^xoxb-sandbox-\d+$/.test(value) &&
    Array.isArray(scopes) &&
    scopes.every((scope) => typeof scope === 'string')
  );
}
