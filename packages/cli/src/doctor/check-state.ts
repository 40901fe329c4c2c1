import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { readCursors } from '../ledger/cursor-file.ts';
import { lockHolder } from '../ledger/lock.ts';
import { isDamage } from '../ledger/sqlite-errors.ts';
import { SqliteLedger } from '../ledger/sqlite-ledger.ts';
import { count, plural, some } from '../progress/figures.ts';
import type { Home } from '../settings/home.ts';
import { readState } from '../settings/state-file.ts';
import type { Finding } from './finding.ts';

/** The identity file: whether it can be read, and only by its owner. */
export function checkStateFile(home: Home): Finding {
  const check = 'state file';
  const state = readState(home);
  if (!state)
    return {
      check,
      verdict: 'ok',
      message: `There is no ${home.state}; settings come from elsewhere.`,
    };
  const mode = process.platform === 'win32' ? 0 : statSync(home.state).mode & 0o077;
  if (mode === 0)
    return { check, verdict: 'ok', message: `${home.state} is readable by you alone.` };
  return {
    check,
    verdict: 'warn',
    message: `Others on this machine can read ${home.state}, which holds a token.`,
    next: `chmod 600 ${home.state}`,
  };
}

/** Who runs now. */
export function checkLock(home: Home): Finding {
  const check = 'lock';
  const holder = existsSync(home.lock) ? lockHolder(home.lock) : undefined;
  if (!holder) return { check, verdict: 'ok', message: 'No sync is running.' };
  const { pid, host, since, command } = holder;
  return {
    check,
    verdict: 'ok',
    message: `\`${command}\` is running: process ${pid} on ${host}, since ${since}.`,
    details: { ...holder },
  };
}

/** Each ledger: whether it can be read. Nothing is changed or set aside here. */
export async function checkLedgers(home: Home): Promise<Finding[]> {
  const files = existsSync(home.ledgers)
    ? readdirSync(home.ledgers).filter((file) => file.endsWith('.sqlite'))
    : [];
  if (files.length === 0)
    return [{ check: 'ledger', verdict: 'ok', message: 'Nothing was synced here yet.' }];
  return Promise.all(files.map((file) => checkLedger(join(home.ledgers, file), file)));
}

async function checkLedger(path: string, file: string): Promise<Finding> {
  const check = 'ledger';
  let ledger: SqliteLedger | undefined;
  try {
    ledger = new SqliteLedger(path, { readOnly: true });
    const channels = await ledger.channels();
    const { messages, debts } = await ledger.counts();
    const owed = Object.values(debts).reduce((sum, n) => sum + n, 0);
    return {
      check,
      verdict: 'ok',
      message: `${file}: ${plural(channels.length, 'channel')}, ${plural(messages, 'message')}, ${count(owed)} to do.`,
      details: { path, channels: channels.length, messages, owed: debts },
    };
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    if (!isDamage(error))
      return { check, verdict: 'warn', message: `${file} can’t be read: ${why}.` };
    return {
      check,
      verdict: 'warn',
      message: `${file} is damaged (${why}).`,
      next: 'The next sync keeps it aside and rebuilds it from the memory; nothing is written twice.',
    };
  } finally {
    await ledger?.close();
  }
}

/** The readable cursors. */
export function checkCursors(home: Home): Finding {
  const check = 'cursors';
  if (!existsSync(home.cursors))
    return { check, verdict: 'ok', message: 'None were drawn yet; the first sync does.' };
  if (!readCursors(home.cursors).damaged)
    return { check, verdict: 'ok', message: `${home.cursors} is in order.` };
  return {
    check,
    verdict: 'warn',
    message: `${home.cursors} can’t be read.`,
    next: 'The next sync keeps it aside and draws a new one from the ledger.',
  };
}

/** Files that were damaged once and set aside. */
export function checkSetAside(home: Home): Finding[] {
  const aside = [home.dir, home.ledgers].flatMap((dir) =>
    existsSync(dir) ? readdirSync(dir).filter((file) => /\.damaged(\.\d+)?$/.test(file)) : [],
  );
  if (aside.length === 0) return [];
  return [
    {
      check: 'set aside',
      verdict: 'ok',
      message: `${plural(aside.length, 'damaged file')} kept from earlier: ${some(aside)}. Delete what you don’t need.`,
      details: { files: aside },
    },
  ];
}
