/** Endings of English, German and Spanish that carry no meaning of their own, longest first. */
const endings = [
  ...['izations', 'ization', 'aciones', 'ations', 'ungen', 'ments', 'ation', 'ación', 'iendo'],
  ...['ables', 'ating', 'ated', 'ando', 'ible', 'able', 'ment', 'ions', 'ings', 'ados', 'adas'],
  ...['ies', 'ied', 'ing', 'ion', 'ung', 'ern', 'ers', 'ado', 'ada', 'est', 'ció'],
  ...['ed', 'es', 'er', 'en', 'em', 'ly', 'os', 'as', 'ar', 'ir', 'al'],
  ...['s', 'e', 'n', 'y', 'o', 'a'],
];
const shortest = 4;
/** "days" and "day", "kits" and "kit": a plural may leave three letters. */
const shortestSingular = 3;

/**
 * The part of a lower-case word that its forms share, for matching alone. Light on purpose: it serves
 * three languages at once, and what it leaves is also looked for as a prefix.
 */
export function stem(word: string): string {
  if (/\d/.test(word)) return word;
  let rest = word.endsWith("'s") ? word.slice(0, -2) : word;
  for (const ending of endings) {
    const least = ending === 's' ? shortestSingular : shortest;
    if (!rest.endsWith(ending) || rest.length - ending.length < least) continue;
    if (ending === 's' && /(ss|us|is)$/.test(rest)) continue;
    rest = rest.slice(0, -ending.length);
    break;
  }
  // "shipping" and "ship"; but "sell" keeps its letters when nothing was cut
  const isCut = rest.length < word.length;
  if (isCut && /([bdfglmnprt])\1$/.test(rest) && rest.length > 3) return rest.slice(0, -1);
  // "policies" and "policy", "delivered" and "delivery"
  if (isCut && rest.length > shortest && /[eiy]$/.test(rest)) return rest.slice(0, -1);
  return rest;
}
