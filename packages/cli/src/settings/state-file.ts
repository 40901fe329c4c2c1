import { existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import { CliError } from '../door/cli-error.ts';
import { exitCode } from '../door/exit-code.ts';
import { setAside } from '../ledger/set-aside.ts';
import { writeAtomic } from '../ledger/write-atomic.ts';
import { type Home, makeHome } from './home.ts';

/** `state.json`: the identity that `init` got or was given. Unknown members are kept for others. */
const state = z.looseObject({
  token: z.string().min(1),
  actor: z.string().optional(),
  user_id: z.string().optional(),
  scope: z.string().optional(),
  expires_at: z.string().optional(),
  /** ours: the server that issued the token */
  endpoint: z.string().optional(),
});

export type State = z.infer<typeof state>;

/** The stored identity, undefined when there is none. A damaged file is an error, never a blank. */
export function readState(home: Home): State | undefined {
  if (!existsSync(home.state)) return undefined;
  const text = readFileSync(home.state, 'utf8');
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    throw damaged(home, 'is not JSON');
  }
  const result = state.safeParse(parsed);
  if (!result.success)
    throw damaged(home, `has no usable ${result.error.issues[0]?.path.join('.') || 'object'}`);
  return result.data;
}

function damaged(home: Home, what: string): CliError {
  return new CliError('STATE_DAMAGED', `${home.state} ${what}; it was left as it is.`, {
    next: 'Run `cortexdb init --force` for a new identity (the file is kept as state.json.replaced), or mend it by hand.',
    exitCode: exitCode.signIn,
  });
}

/** Writes the identity (0600, whole or not at all). Returns where an older one was put, if any. */
export function writeState(home: Home, next: State): string | undefined {
  makeHome(home);
  const kept = existsSync(home.state) ? setAside(home.state, 'replaced') : undefined;
  writeAtomic(home.state, `${JSON.stringify(next, null, 2)}\n`);
  return kept;
}
