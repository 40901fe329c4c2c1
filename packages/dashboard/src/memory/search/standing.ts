interface Version {
  id: string;
  supersedes?: string;
}

/** Of what a listing of all versions brought: those that nothing replaced, with their count of earlier ones. */
export function standing<One extends Version>(
  listed: readonly One[],
): { one: One; earlier: number }[] {
  const known = new Map(listed.map((one) => [one.id, one]));
  const replaced = new Set(listed.flatMap(({ supersedes }) => supersedes ?? []));
  return listed
    .filter(({ id }) => !replaced.has(id))
    .map((one) => ({ one, earlier: countBefore(one, known) }));
}

function countBefore(one: Version, known: ReadonlyMap<string, Version>): number {
  let count = 0;
  let at: Version | undefined = one;
  while (at?.supersedes !== undefined && count < known.size) {
    count += 1;
    at = known.get(at.supersedes);
  }
  return count;
}
