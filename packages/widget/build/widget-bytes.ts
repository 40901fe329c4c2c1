import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

/** The most that may be sent before the first message, gzipped bytes (DSK-2). */
export const budgets = { loader: 3_000, frame: 30_000 };

/**
 * Gzipped bytes of the loader, and of the frame: its page, and all scripts and styles that the page
 * names or that those import at once. What is imported later isn't counted.
 */
export function widgetBytes(dist: string): { loader: number; frame: number } {
  const page = readFileSync(join(dist, 'index.html'), 'utf8');
  const found = new Set<string>();
  const follow = (name: string) => {
    if (found.has(name)) return;
    found.add(name);
    if (!name.endsWith('.js')) return;
    const source = readFileSync(join(dist, name), 'utf8');
    // `import … from "./x.js"`; a later import is `import("./x.js")`
    for (const [, path] of source.matchAll(/(?:from|import)\s*["']\.\/([^"']+)["']/g))
      follow(`assets/${path}`);
  };
  for (const [, path] of page.matchAll(/(?:src|href)="\/widget\/([^"]+)"/g)) follow(path as string);
  const gzipped = (name: string) => gzipSync(readFileSync(join(dist, name)), { level: 9 }).length;
  return {
    loader: gzipped('belay.js'),
    frame: [...found].reduce((sum, name) => sum + gzipped(name), gzipped('index.html')),
  };
}
