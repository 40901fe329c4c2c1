type Json = Record<string, unknown>;

export const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export function textFaults(text: unknown, longest: number, at: string): string[] {
  if (text === undefined) return [];
  if (!isObject(text) || typeof text.text !== 'string')
    return [`must be a text object [json-pointer:${at}]`];
  if (text.text === '') return [`must be more than 0 characters [json-pointer:${at}/text]`];
  return tooLong(text.text, longest, `${at}/text`);
}

export function tooLong(value: unknown, longest: number, at: string): string[] {
  return typeof value === 'string' && value.length > longest
    ? [`must be less than ${longest + 1} characters [json-pointer:${at}]`]
    : [];
}

export function many(value: unknown, most: number, at: string): string[] {
  return Array.isArray(value) && value.length > most
    ? [`no more than ${most} items allowed [json-pointer:${at}]`]
    : [];
}

export function each(
  value: unknown,
  check: (item: unknown, at: string) => string[],
  at: string,
): string[] {
  return Array.isArray(value) ? value.flatMap((item, i) => check(item, `${at}/${i}`)) : [];
}
