const asked = new Set<string>();
const holding = new Set<string>();

/**
 * Whether this tab is the one of all that calls for an organisation while it is out of sight. The
 * first that asks is it until it closes. Without the browser's locks every tab is.
 */
export function isCallerTab(tenant: string): boolean {
  const locks: LockManager | undefined = navigator.locks;
  return !locks || holding.has(tenant);
}

/** Stands in line to be that tab. */
export function queueAsCaller(tenant: string): void {
  if (asked.has(tenant)) return;
  asked.add(tenant);
  const locks: LockManager | undefined = navigator.locks;
  if (!locks) return;
  void locks.request(`belay.desk.${tenant}`, () => {
    holding.add(tenant);
    // held until the tab closes
    return new Promise(() => undefined);
  });
}
