import { randomUUID } from 'node:crypto';
import { PublicProtocol } from 'paseto';
import {
  ExportSecretKeyFactory,
  GenerateKeyPairFactory,
  GetPublicKeyFactory,
  ImportSecretKeyFactory,
  type PublicKey,
  type SecretKey,
  SignFactory,
  VerifyFactory,
} from 'paseto/v4/public';
import type pg from 'pg';
import { seal, unseal } from './seal.ts';

export const v4 = new PublicProtocol(
  GenerateKeyPairFactory,
  SignFactory,
  VerifyFactory,
  ExportSecretKeyFactory,
  ImportSecretKeyFactory,
  GetPublicKeyFactory,
);

/** The server's signing keys and its name in `iss`. */
export interface Issuer {
  name: string;
  secretKey: SecretKey;
  publicKey: PublicKey;
}

const secretName = 'token-issuer';

/** The signing key from the database, made at the first start. A wrong BELAY_SECRET_KEY is refused. */
export async function loadIssuer(pool: pg.Pool, key: Buffer): Promise<Issuer> {
  const fresh = await v4.GenerateKeyPair({ extractable: true });
  const draft = JSON.stringify({
    name: `belay:${randomUUID()}`,
    key: await v4.ExportSecretKey(fresh.secretKey),
  });
  await pool.query(
    'insert into secret (name, sealed) values ($1, $2) on conflict (name) do nothing',
    [secretName, seal(key, secretName, Buffer.from(draft))],
  );
  const { rows } = await pool.query<{ sealed: Buffer }>(
    'select sealed from secret where name = $1',
    [secretName],
  );
  const stored = open(key, rows[0]?.sealed ?? Buffer.alloc(0));
  const secretKey = await v4.ImportSecretKey(stored.key);
  return { name: stored.name, secretKey, publicKey: await v4.GetPublicKey(secretKey) };
}

function open(key: Buffer, sealed: Buffer): { name: string; key: `k4.secret.${string}` } {
  try {
    return JSON.parse(unseal(key, secretName, sealed).toString());
  } catch (cause) {
    throw new Error(
      'The key in BELAY_SECRET_KEY (or in secret.key of BELAY_DATA_DIR) did not seal the secrets of this database. Restore the key that was used before.',
      { cause },
    );
  }
}
