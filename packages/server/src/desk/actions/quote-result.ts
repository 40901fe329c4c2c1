const mostCharacters = 300;

/** A sentence with `{result.key}` filled in from the answer's JSON; `{result.a.0.b}` looks deeper. */
export function quoteResult(sentence: string, result: unknown): string {
  return sentence.replace(/\{result((?:\.[\w-]+)+)\}/g, (_, path: string) => {
    let value = result;
    for (const key of path.slice(1).split('.'))
      value =
        typeof value === 'object' && value !== null && Object.hasOwn(value, key)
          ? (value as Record<string, unknown>)[key]
          : undefined;
    return quoted(value);
  });
}

/** As text of one line: nothing in it may become a mark, a source or another line of the answer. */
function quoted(value: unknown): string {
  if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean')
    return '–';
  const text = String(value)
    .toWellFormed()
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\s]+/gu, ' ')
    .replace(/\*{2,}/g, '*')
    .replace(/`/g, '’')
    .replace(/\[/g, '(')
    .replace(/\]/g, ')')
    .trim();
  if (text === '') return '–';
  return text.length > mostCharacters ? `${text.slice(0, mostCharacters).toWellFormed()}…` : text;
}
