import type { RawArguments } from './arguments.ts';

/** The arguments of a request: query first, then the body in whatever form it came. */
export async function readArguments(
  request: Request,
  takesJson: boolean,
): Promise<{ raw: RawArguments; failure?: string; warning?: string }> {
  const raw: RawArguments = Object.fromEntries(new URL(request.url).searchParams);
  if (request.method === 'GET') return { raw };
  const type = request.headers.get('content-type') ?? '';
  if (type.startsWith('application/json')) {
    const body = await request.text();
    // a method that takes no JSON simply doesn't see it
    if (!takesJson || body === '') return { raw };
    const parsed = parseJson(body);
    if (parsed === undefined) return { raw, failure: 'invalid_json' };
    const warning = /charset/i.test(type) ? {} : { warning: 'missing_charset' };
    return { raw: { ...raw, ...parsed }, ...warning };
  }
  if (type.startsWith('multipart/form-data')) {
    for (const [name, value] of await request.formData())
      if (typeof value === 'string') raw[name] = value;
    return { raw };
  }
  if (type.startsWith('application/x-www-form-urlencoded'))
    return { raw: { ...raw, ...Object.fromEntries(new URLSearchParams(await request.text())) } };
  const body = await request.text();
  return body === '' ? { raw } : { raw, failure: 'invalid_post_type' };
}

function parseJson(body: string): RawArguments | undefined {
  try {
    const parsed: unknown = JSON.parse(body);
    return typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed)
      ? { ...parsed }
      : undefined;
  } catch {
    return undefined;
  }
}
