/** Readers of JSON that we did not write: each gives a value of its type or nothing, never throws. */
export type Fields = Record<string, unknown>;

/** An object's fields; anything else has none. */
export function fields(value: unknown): Fields {
  // an object that is no array reads as a record of unknowns
  return isObject(value) ? (value as Fields) : {};
}

export function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A string with something in it. */
export function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** The first of several values that is a string with something in it. */
export function firstText(...values: unknown[]): string | undefined {
  for (const value of values) if (typeof value === 'string' && value !== '') return value;
  return undefined;
}

/** A whole number from 0 on; some servers send numbers as strings. */
export function whole(value: unknown): number | undefined {
  const number = typeof value === 'string' && /^\d{1,15}$/.test(value) ? Number(value) : value;
  if (typeof number !== 'number' || !Number.isFinite(number) || number < 0) return undefined;
  return Number.isSafeInteger(Math.floor(number)) ? Math.floor(number) : undefined;
}

export function flag(value: unknown): boolean {
  return value === true;
}

export function list(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

export function texts(value: unknown): string[] {
  return list(value).filter((each) => typeof each === 'string' && each !== '') as string[];
}

/** The same record without its undefined members, as `exactOptionalPropertyTypes` wants it. */
export function defined<T extends object>(
  record: T,
): { [K in keyof T as undefined extends T[K] ? never : K]: T[K] } & {
  [K in keyof T as undefined extends T[K] ? K : never]?: Exclude<T[K], undefined>;
} {
  const kept = Object.entries(record).filter(([, value]) => value !== undefined);
  // only undefined members were left out, which is what the type says
  return Object.fromEntries(kept) as ReturnType<typeof defined<T>>;
}
