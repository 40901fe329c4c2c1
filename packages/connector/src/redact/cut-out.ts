import type { Rule } from './rule.ts';

/** What stands where a secret stood. Read as a secret by no rule: cutting twice changes nothing. */
export function mark(what: string): string {
  return `[redacted: ${what}]`;
}

/** Cuts every match of one rule. */
export function cutOut(text: string, rule: Rule): { text: string; count: number } {
  if (!rule.near.some((part) => text.includes(part))) return { text, count: 0 };
  const { pattern, isReal, isBounded } = rule;
  let kept = '';
  let from = 0;
  let count = 0;
  pattern.lastIndex = 0;
  for (let found = pattern.exec(text); found; found = pattern.exec(text)) {
    const start = found.index + (found.groups?.keep?.length ?? 0);
    const end = found.index + found[0].length;
    if (isReal && !isReal(text.slice(start, end))) {
      if (isBounded) pattern.lastIndex = found.index + 1;
      continue;
    }
    kept += text.slice(from, start) + mark(rule.what);
    from = end;
    count += 1;
  }
  return { text: kept + text.slice(from), count };
}
