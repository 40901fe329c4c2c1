import { type Env, readConfig } from '../../config/read-config.ts';
import { createPool } from '../../db/create-pool.ts';
import { openForCommand } from '../../db/open-for-command.ts';
import { resetLink } from './reset-link.ts';

/**
 * `belay reset-login <e-mail>`: the lines to print. For whoever may use the server's own database; the
 * server may run meanwhile. Throws a sentence when nobody has that e-mail.
 */
export async function resetLoginCommand(env: Env, email: string): Promise<string[]> {
  const config = readConfig(env);
  const database = await openForCommand(config);
  const pool = createPool(database.url, () => undefined, 1);
  try {
    const link = await resetLink(pool, config.publicUrl, email);
    if (link === undefined)
      throw new Error(
        `Nobody has an account with ${email} here. "belay serve" prints the link for a first owner.`,
      );
    return [
      `Open this within an hour to set a new password for ${email}. It works once, and signs that person out everywhere:`,
      link,
    ];
  } finally {
    await pool.end();
    await database.stop();
  }
}
