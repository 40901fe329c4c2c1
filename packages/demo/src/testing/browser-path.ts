import chromium from '@sparticuz/chromium';

/**
 * The browser that comes as a package, unpacked if it wasn't yet; undefined where an installed one is
 * used. Of two at once the second would start what the first has unpacked so far: a run of tests asks
 * once, before its files do.
 */
export async function browserPath(): Promise<string | undefined> {
  if (process.platform !== 'linux' || process.arch !== 'x64') return undefined;
  return chromium.executablePath();
}
