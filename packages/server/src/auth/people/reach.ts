import { type Role, roles } from '@belay/contract/people';
import { scopeCovers } from '../capabilities.ts';

/** What a member has: what they may do, and which memory they read. */
export interface Reach {
  role: Role;
  /** null: everything of the organisation */
  scopes: string[] | null;
  /** as stored; owners and admins read all of them anyway */
  allPrivate: boolean;
  privateChannels: string[];
}

/** Nobody grants more than they have: whether all of `inner` lies in `outer`. */
export function isWithin(inner: Reach, outer: Reach, rootScope: string): boolean {
  return (
    roles.indexOf(inner.role) >= roles.indexOf(outer.role) &&
    scopesWithin(inner.scopes ?? [rootScope], outer.scopes ?? [rootScope]) &&
    privateWithin(inner, outer)
  );
}

/** Whether each of `inner` lies in or below one of `outer`. */
export function scopesWithin(inner: readonly string[], outer: readonly string[]): boolean {
  return inner.every((wanted) => outer.some((own) => scopeCovers(own, wanted)));
}

function privateWithin(inner: Reach, outer: Reach): boolean {
  if (readsAllPrivate(outer)) return true;
  if (readsAllPrivate(inner)) return false;
  return inner.privateChannels.every((id) => outer.privateChannels.includes(id));
}

/** Owners and admins read them all, whatever is stored (MGD-6). */
export function readsAllPrivate({ role, allPrivate }: Pick<Reach, 'role' | 'allPrivate'>): boolean {
  return allPrivate || role === 'owner' || role === 'admin';
}

/** A row of `member` or `invitation`. */
export interface ReachRow {
  role: Role;
  scopes: string[] | null;
  all_private: boolean;
  private_channels: string[];
}

export function reachOf(row: ReachRow): Reach {
  return {
    role: row.role,
    scopes: row.scopes,
    allPrivate: row.all_private,
    privateChannels: row.private_channels,
  };
}

/** What a body asks for, on top of what there is. */
export function withChanges(
  before: Reach,
  body: {
    role?: Role | undefined;
    scopes?: string[] | null | undefined;
    private_channels?: 'all' | string[] | undefined;
  },
): Reach {
  const { role = before.role, scopes = before.scopes, private_channels: named } = body;
  if (named === undefined) return { ...before, role, scopes };
  const allPrivate = named === 'all';
  return { role, scopes, allPrivate, privateChannels: allPrivate ? [] : [...new Set(named)] };
}
