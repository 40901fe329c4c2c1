/** SQLITE_CORRUPT (11) or SQLITE_NOTADB (26): the file, not the moment, is wrong. */
export function isDamage(error: unknown): boolean {
  const code = primaryCode(error);
  return code === 11 || code === 26;
}

/** SQLITE_BUSY (5): another process holds the lock. */
export function isBusy(error: unknown): boolean {
  return primaryCode(error) === 5;
}

/** SQLITE_FULL (13): the disk has no room for the ledger. */
export function isDiskFull(error: unknown): boolean {
  return primaryCode(error) === 13;
}

function primaryCode(error: unknown): number | undefined {
  if (!(error instanceof Error) || !('errcode' in error)) return undefined;
  return typeof error.errcode === 'number' ? error.errcode & 0xff : undefined;
}
