import type { Leaf } from './block.ts';
import { literal, words } from './literal.ts';

/** One of our sentences with leaves in its places: what is put in is never read as a template. */
export function phrase(template: string, places: Readonly<Record<string, Leaf>> = {}): Leaf[] {
  return template.split(/(\{\w+\})/).flatMap((part) => {
    if (part === '') return [];
    const leaf = part.startsWith('{') ? places[part.slice(1, -1)] : undefined;
    return [leaf ?? words(part)];
  });
}

/** The same as text; what is put in must be escaped where the text is mrkdwn. */
export function filled(
  template: string,
  places: Readonly<Record<string, string | number>> = {},
): string {
  return template.replaceAll(/\{(\w+)\}/g, (whole, name: string) =>
    Object.hasOwn(places, name) ? String(places[name]) : whole,
  );
}

/** `phrase` with texts of strangers in its places. */
export function literalPhrase(
  template: string,
  places: Readonly<Record<string, string>> = {},
): Leaf[] {
  const leaves = Object.entries(places).map(([name, text]) => [name, literal(text)] as const);
  return phrase(template, Object.fromEntries(leaves));
}
