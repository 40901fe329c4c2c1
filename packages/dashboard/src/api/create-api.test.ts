import { expect, test } from 'vitest';
import { ApiError } from './api-error.ts';
import { createApi, withQuery } from './create-api.ts';
import { errorWords } from './error-words.ts';

function setting(answer: () => Response | Promise<Response>) {
  const asked: { path: string; init: RequestInit }[] = [];
  let signedOut = 0;
  const api = createApi({
    fetch: async (path, init) => {
      asked.push({ path: String(path), init: init ?? {} });
      return answer();
    },
    tenant: () => 'tenant-1',
    onSignedOut: () => {
      signedOut += 1;
    },
  });
  const refusal = () =>
    api.get('/v1/x').then(
      () => expect.unreachable(),
      (error: unknown) => error as ApiError,
    );
  return { api, asked, refusal, signedOut: () => signedOut };
}
const refused = (status: number, body: object) => () => Response.json(body, { status });

test('each call names the organisation and brings what the route answers', async () => {
  const { api, asked } = setting(() => Response.json({ items: [1] }));
  expect(await api.get('/v1/members', { query: { limit: 5, cursor: '', a: null } })).toEqual({
    items: [1],
  });
  await api.post('/v1/invitations', { email: 'a@b.c' });
  expect(asked[0]?.path).toBe('/v1/members?limit=5');
  const { headers, body, credentials } = asked[1]?.init ?? {};
  expect(new Headers(headers).get('x-belay-tenant')).toBe('tenant-1');
  expect(new Headers(headers).get('content-type')).toBe('application/json');
  expect([body, credentials]).toEqual(['{"email":"a@b.c"}', 'same-origin']);
});

test('an empty answer is undefined', async () => {
  const { api } = setting(() => new Response(null, { status: 204 }));
  expect(await api.delete('/v1/sessions')).toBeUndefined();
});

test("a refusal keeps the server's code, sentence and request id", async () => {
  const body = {
    error_code: 'CONFLICT',
    message: 'Taken.',
    details: { by: 'x' },
    request_id: 'r1',
  };
  const { refusal, signedOut } = setting(refused(409, { ...body, retriable: false }));
  expect(await refusal()).toMatchObject({
    code: 'CONFLICT',
    message: 'Taken.',
    status: 409,
    details: { by: 'x' },
    requestId: 'r1',
    retriable: false,
  });
  expect(errorWords(await refusal())).toMatchObject({ message: 'Taken.', quote: 'CONFLICT r1' });
  expect(signedOut()).toBe(0);
});

test('[SEC-2] an ended session is told; a wrong password ends nothing', async () => {
  const ended = setting(refused(401, { error_code: 'TOKEN_EXPIRED', message: 'Ended.' }));
  await ended.refusal();
  expect(ended.signedOut()).toBe(1);
  const wrong = setting(refused(401, { error_code: 'INVALID_CREDENTIALS', message: 'No.' }));
  await wrong.refusal();
  expect(wrong.signedOut()).toBe(0);
});

test('what stands between us and the server gets words too', async () => {
  const proxy = setting(() => new Response('<h1>Bad Gateway', { status: 502 }));
  expect(await proxy.refusal()).toMatchObject({ code: 'BAD_ANSWER', status: 502, retriable: true });
  const page = setting(() => new Response('<h1>Log in to the hotel'));
  expect(await page.refusal()).toMatchObject({ code: 'BAD_ANSWER', retriable: true });
  const away = setting(() => Promise.reject(new TypeError('fetch failed')));
  const error = await away.refusal();
  expect(error).toMatchObject({ code: 'OFFLINE', status: 0 });
  expect(errorWords(error).quote).toBeNull();
});

test('a call that was taken back is no error of ours', async () => {
  const aborted = new AbortController();
  const { api } = setting(() => Promise.reject(new DOMException('aborted', 'AbortError')));
  aborted.abort();
  await expect(api.get('/v1/x', { signal: aborted.signal })).rejects.not.toBeInstanceOf(ApiError);
});

test('parameters are escaped', () => {
  expect(withQuery('/v1/x', { a: 'b&c', d: false })).toBe('/v1/x?a=b%26c&d=false');
  expect(withQuery('/v1/x', {})).toBe('/v1/x');
});
