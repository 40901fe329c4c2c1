import type { ActionParameter } from '@belay/contract/desk/action';

const placeholder = /\{([^{}]*)\}/g;
/** Scheme and host, with nothing in them to fill in, up to where path, query or fragment begins. */
const fixedOrigin = /^https?:\/\/[^\\/?#{}]+(?=[/?#]|$)/i;

/** What is wrong with a template, as a sentence; undefined: nothing. Its address is checked apart. */
export function templateProblem(
  template: string,
  parameters: readonly ActionParameter[],
  sendsBody: boolean,
): string | undefined {
  if (!fixedOrigin.test(template))
    return 'The address begins with https:// and a host. Parameters stand behind it, never in it.';
  if (template.includes('#')) return 'The address has no part after #: servers never see it.';
  if (/[{}]/.test(template.replace(placeholder, '')))
    return 'A { or } stands alone. A parameter is written {key}.';
  const named = new Set([...template.matchAll(placeholder)].map(([, key]) => key));
  const byKey = new Map(parameters.map((parameter) => [parameter.key, parameter]));
  for (const key of named)
    if (key === undefined || !byKey.has(key)) return `{${key}} names no parameter of this action.`;
  const path = template.split('?')[0] ?? '';
  for (const [, key = ''] of path.matchAll(placeholder))
    if (byKey.get(key)?.required !== true)
      return `{${key}} is part of the path, so the parameter has to be required.`;
  const unsent = parameters.find(({ key }) => !named.has(key));
  if (!sendsBody && unsent)
    return `"${unsent.key}" would be asked for and never sent. Write {${unsent.key}} into the address, or send it with POST.`;
  return undefined;
}

/** The template with every parameter as a plain word, for a check of its address. */
export function sampleUrl(template: string): string {
  return template.replace(placeholder, 'x');
}

/**
 * The address with its parameters, percent-encoded. Null where one would leave its place: `..` climbs
 * out of its path segment however it is encoded.
 */
export function fillUrl(template: string, values: Readonly<Record<string, string>>): URL | null {
  const filled = template.replace(placeholder, (_, key: string) => encode(values[key] ?? ''));
  const [url, sample] = [URL.parse(filled), URL.parse(sampleUrl(template))];
  if (!url || !sample || url.origin !== sample.origin) return null;
  if (shape(url) !== shape(sample)) return null;
  const keys = (of: URL) => [...of.searchParams.keys()].length;
  return keys(url) === keys(sample) ? url : null;
}

/** Which segments of the path hold something. */
function shape({ pathname }: URL): string {
  return pathname
    .split('/')
    .map((part) => (part === '' ? '' : 'x'))
    .join('/');
}

/** RFC 3986: everything but unreserved characters. */
function encode(value: string): string {
  return encodeURIComponent(value).replace(
    /[!'()*]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
