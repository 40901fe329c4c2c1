/** What a token may allow (facts of CortexDB v1). `x.*` covers everything below `x.`. */
export const ownerCapabilities = [
  'scope.read.*',
  'scope.write',
  'scope.write.elevated',
  'scope.write.on_behalf_of',
  'scope.write.about_other',
  'scope.create.*',
  'forget.cascade.*',
  'lifecycle.subscribe',
  'blob.upload',
  'blob.read',
  'audit.read',
  'auth.mint',
] as const;

/** And what concerns the server as a whole: for who runs it. */
export const operatorCapabilities = [...ownerCapabilities, 'diagnostics.read'] as const;

/** Whether one granted capability, possibly with a wildcard, covers a wanted one. */
export function covers(granted: string, wanted: string): boolean {
  return granted === wanted || (granted.endsWith('.*') && wanted.startsWith(granted.slice(0, -1)));
}

/** Whether `outer` is `inner` or an ancestor of it, segment by segment. */
export function scopeCovers(outer: string, inner: string): boolean {
  return inner === outer || inner.startsWith(`${outer}/`);
}
