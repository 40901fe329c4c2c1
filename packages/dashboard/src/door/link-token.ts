/**
 * The secret of a one-time link, `#token=…`: behind the hash it is sent to no server and stands in no
 * log. Null: the link is incomplete.
 */
export function linkToken(hash: string): string | null {
  const token = new URLSearchParams(hash.replace(/^#/, '')).get('token');
  return token && /^[\w-]{16,200}$/.test(token) ? token : null;
}
