import type { Placeholder, ScopeTemplate } from './scope-template.ts';

/** The values that made a scope; undefined where it is none of this template's, or one was cut. */
export function readScope(
  template: ScopeTemplate,
  scope: string,
): Partial<Record<Placeholder, string>> | undefined {
  const parts = scope.split('/');
  if (parts.length !== template.segments.length) return undefined;
  const values: Partial<Record<Placeholder, string>> = {};
  for (const [index, { type, before, placeholder, after }] of template.segments.entries()) {
    const part = parts[index] ?? '';
    const head = `${type}:${before}`;
    if (!part.startsWith(head) || !part.endsWith(after)) return undefined;
    const encoded = part.slice(head.length, part.length - after.length);
    const value = decodeValue(encoded);
    if (placeholder === undefined ? encoded !== '' : value === undefined) return undefined;
    if (placeholder !== undefined && value !== undefined) values[placeholder] = value;
  }
  return values;
}

/** The scope above everything that the template can render; undefined where nothing is fixed. */
export function fixedScope({ segments }: ScopeTemplate): string | undefined {
  const first = segments.findIndex(({ placeholder }) => placeholder !== undefined);
  const fixed = first < 0 ? segments : segments.slice(0, first);
  return fixed.length === 0 ? undefined : fixed.map((s) => `${s.type}:${s.before}`).join('/');
}

function decodeValue(encoded: string): string | undefined {
  if (encoded === '+z') return '';
  if (/\+(?![0-9A-F]{2})/.test(encoded)) return undefined;
  const percent = encoded.replace(/\+([0-9A-F]{2})/g, '%$1');
  try {
    return decodeURIComponent(percent);
  } catch {
    return undefined;
  }
}
