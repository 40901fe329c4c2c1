import type { Rule } from './rule.ts';

/** What stands where a secret stood. Read as a secret by no rule: cutting twice changes nothing. */
export function mark(what: string): string {
  return `[redacted: ${what}]`;
}

/**
 * Cuts every match of one rule. Behind a cut the text counts as begun anew, as it will for whoever
 * reads the mark in its place.
 */
export function cutOut(text: string, rule: Rule): { text: string; count: number } {
  if (!rule.near.some((part) => text.includes(part))) return { text, count: 0 };
  const { pattern, isReal, isBounded } = rule;
  let kept = '';
  let rest = text;
  let count = 0;
  pattern.lastIndex = 0;
  for (let found = pattern.exec(rest); found; found = pattern.exec(rest)) {
    const start = found.index + (found.groups?.keep?.length ?? 0);
    const end = found.index + found[0].length;
    if (isReal && !isReal(rest.slice(start, end))) {
      if (isBounded) pattern.lastIndex = found.index + 1;
      continue;
    }
    kept += rest.slice(0, start) + mark(rule.what);
    rest = rest.slice(end);
    pattern.lastIndex = 0;
    count += 1;
  }
  return { text: kept + rest, count };
}
