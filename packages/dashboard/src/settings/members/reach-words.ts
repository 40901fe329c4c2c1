import type { MemberView } from '@belay/contract/people';
import { formatCount } from '../../ui/format-number.ts';

/** Which memory a member reads, in a line. Pure. */
export function reachWords({
  role,
  scopes,
  private_channels,
}: Pick<MemberView, 'role' | 'scopes' | 'private_channels'>): string {
  const wide = scopes === null ? 'All scopes' : formatCount(scopes.length, 'scope');
  if (role === 'owner' || role === 'admin' || private_channels === 'all')
    return `${wide}, private channels too`;
  return private_channels.length > 0
    ? `${wide}, ${formatCount(private_channels.length, 'private channel')}`
    : `${wide}, no private channels`;
}

/** Lines of a text as a list: scopes, ids. Pure. */
export function linesOf(text: string): string[] {
  return [...new Set(text.split(/[\s,]+/).filter(Boolean))];
}
