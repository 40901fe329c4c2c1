import type { ErrorBody } from '@belay/contract/error';
import { ApiError } from './api-error.ts';

export type Query = Record<string, string | number | boolean | null | undefined>;

export interface Api {
  get<Answer>(path: string, options?: { query?: Query; signal?: AbortSignal }): Promise<Answer>;
  post<Answer>(path: string, body?: unknown, options?: { signal?: AbortSignal }): Promise<Answer>;
  put<Answer>(path: string, body?: unknown): Promise<Answer>;
  patch<Answer>(path: string, body?: unknown): Promise<Answer>;
  delete<Answer>(path: string, body?: unknown): Promise<Answer>;
  /** any request with the session's headers; throws `ApiError` unless the answer is a 2xx */
  raw(path: string, init?: RequestInit): Promise<Response>;
}

/**
 * Belay's API as the signed-in person: the session's cookie goes along, and the organisation that
 * this tab works in. Answers are typed by the caller after `contract`. Throws `ApiError` only.
 */
export function createApi(deps: {
  fetch: typeof fetch;
  /** uuid of the organisation; null: none chosen yet */
  tenant(): string | null;
  /** the session is no more: told once per refused request, before the error is thrown */
  onSignedOut(): void;
}): Api {
  const raw: Api['raw'] = async (path, init = {}) => {
    const headers = new Headers(init.headers);
    const tenant = deps.tenant();
    if (tenant !== null && !headers.has('x-belay-tenant')) headers.set('x-belay-tenant', tenant);
    let response: Response;
    try {
      response = await deps.fetch(path, { ...init, headers, credentials: 'same-origin' });
    } catch (cause) {
      if (init.signal?.aborted) throw cause;
      throw new ApiError(
        {
          code: 'OFFLINE',
          status: 0,
          message: 'Belay does not answer. Check your connection; then try again.',
          retriable: true,
        },
        { cause },
      );
    }
    if (response.ok) return response;
    const error = await refusal(response);
    // a wrong password is a 401 too, and ends nothing
    if (error.status === 401 && error.code !== 'INVALID_CREDENTIALS') deps.onSignedOut();
    throw error;
  };
  const call = async <Answer>(
    method: string,
    path: string,
    body: unknown,
    signal?: AbortSignal,
  ): Promise<Answer> => {
    const response = await raw(path, {
      method,
      ...(body === undefined
        ? {}
        : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
      ...(signal ? { signal } : {}),
    });
    // the contract of the route says what it answers; an empty answer is undefined
    const text = await response.text();
    return (text === '' ? undefined : parse(text, response)) as Answer;
  };
  return {
    raw,
    get: (path, { query, signal } = {}) =>
      call('GET', query ? withQuery(path, query) : path, undefined, signal),
    post: (path, body, { signal } = {}) => call('POST', path, body ?? {}, signal),
    put: (path, body) => call('PUT', path, body ?? {}),
    patch: (path, body) => call('PATCH', path, body ?? {}),
    delete: (path, body) => call('DELETE', path, body),
  };
}

/** The path with these parameters; those that are null, undefined or empty are left out. */
export function withQuery(path: string, query: Query): string {
  const given = Object.entries(query).filter(
    ([, value]) => value !== undefined && value !== null && value !== '',
  );
  const text = new URLSearchParams(given.map(([name, value]) => [name, String(value)])).toString();
  return text ? `${path}?${text}` : path;
}

function parse(text: string, response: Response): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new ApiError(
      {
        code: 'BAD_ANSWER',
        status: response.status,
        message: 'Something between you and Belay answered in its place. Try again in a moment.',
        requestId: response.headers.get('x-cortex-request-id'),
        retriable: true,
      },
      { cause },
    );
  }
}

/** Belay's refusals are `ErrorBody`; those of better-auth are `{code, message}`; a proxy's are anything. */
async function refusal(response: Response): Promise<ApiError> {
  const requestId = response.headers.get('x-cortex-request-id');
  const body = await response
    .json()
    .then((json: unknown) => (typeof json === 'object' && json !== null ? json : {}))
    .catch(() => ({}));
  const { error_code, message, details, retriable, request_id } = body as Partial<ErrorBody>;
  if (error_code && message)
    return new ApiError({
      code: error_code,
      message,
      status: response.status,
      details: details ?? {},
      retriable: retriable ?? false,
      requestId: request_id ?? requestId,
    });
  const busy = response.status === 429 || response.status >= 500;
  return new ApiError({
    code: 'BAD_ANSWER',
    message:
      message ||
      (busy
        ? `Belay is not at hand right now (${response.status}). Try again in a moment.`
        : `The request was refused (${response.status}).`),
    status: response.status,
    retriable: busy,
    requestId,
  });
}
