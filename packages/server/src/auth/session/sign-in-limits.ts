import type pg from 'pg';
import { addressGroup } from './address-group.ts';
import { forgiveAttempts, spendAttempt } from './spend-attempt.ts';

const windowS = 900;
/** Enough for whoever mistypes; nothing for whoever guesses. */
const perEmail = { what: 'sign-in e-mail', max: 10, windowS };
/** A whole office may sit behind one address. */
const perAddress = { what: 'sign-in address', max: 100, windowS };
const perStranger = { what: 'sign-up address', max: 20, windowS: 3600 };
const perPerson = { what: 'change password', max: 10, windowS };

/** Counts an attempt to sign in. Throws 429. */
export async function spendSignIn(pool: pg.Pool, email: string, address: string): Promise<void> {
  await spendAttempt(pool, { ...perAddress, of: addressGroup(address) });
  await spendAttempt(pool, { ...perEmail, of: email });
}

/** Counts a sign-up of a memory from elsewhere. Throws 429. */
export async function spendSignUp(pool: pg.Pool, address: string): Promise<void> {
  await spendAttempt(pool, { ...perStranger, of: addressGroup(address) });
}

/** After it went well: what came before was a person mistyping. */
export async function forgiveSignIn(pool: pg.Pool, email: string): Promise<void> {
  await forgiveAttempts(pool, perEmail.what, email);
}

/** Counts an attempt to name the current password. Throws 429. */
export async function spendPasswordChange(pool: pg.Pool, person: string): Promise<void> {
  await spendAttempt(pool, { ...perPerson, of: person });
}
