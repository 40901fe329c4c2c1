import { createHash } from 'node:crypto';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

/** The system user that PostgreSQL runs as, when Belay itself is root: PostgreSQL refuses root. */
export interface SystemUser {
  uid: number;
  gid: number;
}

/** Where the embedded server's data and binaries lie, and who runs it. */
export interface PostgresHome {
  data: string;
  cache: string;
  user: SystemUser | undefined;
}

/** Users that exist for such work; the first one found is taken. */
const candidates = ['belay', 'postgres', 'nobody'];

/**
 * Plans the places. As root the server's user must be able to reach its data, so a data folder
 * below a private one (mode 700, such as root's home) is moved to `/var/lib/belay/<hash>`.
 */
export function postgresHome(dataDir: string): PostgresHome {
  const wanted = resolve(dataDir, 'postgres');
  if (process.getuid?.() !== 0)
    return { data: wanted, cache: join(userCache(), 'belay'), user: undefined };
  const user = systemUser();
  const hash = createHash('sha256').update(wanted).digest('hex').slice(0, 12);
  return {
    data: reachable(wanted, user) ? wanted : join('/var/lib/belay', hash),
    cache: '/var/cache/belay',
    user,
  };
}

function userCache(): string {
  if (process.platform === 'win32')
    return process.env.LOCALAPPDATA ?? join(homedir(), 'AppData', 'Local');
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Caches');
  return process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache');
}

function systemUser(): SystemUser {
  const lines = existsSync('/etc/passwd') ? readFileSync('/etc/passwd', 'utf8').split('\n') : [];
  for (const name of candidates) {
    const fields = lines.find((line) => line.startsWith(`${name}:`))?.split(':');
    if (fields) return { uid: Number(fields[2]), gid: Number(fields[3]) };
  }
  throw new Error(
    'PostgreSQL does not run as root, and this machine has no user "nobody" or "postgres". Start Belay as an ordinary user, or set DATABASE_URL.',
  );
}

/** Whether the user may pass every existing folder above the path. */
function reachable(path: string, { uid, gid }: SystemUser): boolean {
  for (let folder = dirname(path); ; folder = dirname(folder)) {
    if (existsSync(folder)) {
      const { mode, uid: owner, gid: group } = statSync(folder);
      const bit = owner === uid ? 0o100 : group === gid ? 0o010 : 0o001;
      if (!(mode & bit)) return false;
    }
    if (folder === dirname(folder)) return true;
  }
}
