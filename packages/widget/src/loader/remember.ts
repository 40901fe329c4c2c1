/** What this website's tab (`sessionStorage`) or browser (`localStorage`) keeps; a refusal is no trouble. */
export function remember(storage: 'local' | 'session', key: string, value?: string): string | null {
  try {
    const kept = window[`${storage}Storage`];
    if (value === undefined) return kept.getItem(key);
    kept.setItem(key, value);
  } catch {
    // storage that the browser denies: nothing is remembered
  }
  return null;
}
