import type { LeadView } from '@belay/contract/desk/visitor';
import type { Context } from '../../context.ts';

/** By field key, e.g. `{email: 'ann@rope.example'}`. */
export type LeadFields = Record<string, string>;

/**
 * Keeps how somebody can be reached: one lead per conversation, what is new is laid over what was
 * there; announced once. Throws INVALID_BODY for an e-mail or phone number that can't be one.
 */
export async function captureLead(
  _ctx: Context,
  _ref: { tenant: string; conversation: string },
  _fields: LeadFields,
  _via: LeadView['via'],
): Promise<{ lead: string; isNew: boolean }> {
  throw new Error('not built yet');
}
