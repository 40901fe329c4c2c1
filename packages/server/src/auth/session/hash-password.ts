import type { Context } from '../../context.ts';

/** As better-auth hashes and will compare it: scrypt with a salt of its own. */
export async function hashPassword(ctx: Context, password: string): Promise<string> {
  return (await ctx.signIn.$context).password.hash(password);
}
