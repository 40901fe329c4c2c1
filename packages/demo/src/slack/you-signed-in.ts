/** A person with a session, as their browser would hold it. */
export interface SignedIn {
  /** a call from a page of ours; throws, in a sentence, what was refused */
  call<T>(method: string, path: string, body?: unknown): Promise<T>;
  /** follows a link to one of our pages; answers where it leads on */
  follow(path: string): Promise<string>;
}

/** Signs a person in over HTTP, in one organisation. Throws when that is refused. */
export async function signIn(
  { url, tenant }: { url: string; tenant: string },
  who: { email: string; password: string },
  signal: AbortSignal,
): Promise<SignedIn> {
  const origin = new URL(url).origin;
  const answer = await fetch(`${url}/api/auth/sign-in/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin },
    body: JSON.stringify(who),
    signal,
  });
  if (!answer.ok) throw new Error(`signing in was refused: ${answer.status}`);
  await answer.body?.cancel();
  const cookie = answer.headers
    .getSetCookie()
    .map((line) => line.split(';', 1)[0])
    .join('; ');
  const headers = { cookie, origin, 'x-belay-tenant': tenant };
  return {
    async call<T>(method: string, path: string, body?: unknown): Promise<T> {
      const response = await fetch(url + path, {
        method,
        headers: { ...headers, 'content-type': 'application/json' },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        signal,
      });
      const text = await response.text();
      if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
      // what our own API answers
      return (text === '' ? undefined : JSON.parse(text)) as T;
    },
    async follow(path) {
      const response = await fetch(url + path, { headers, redirect: 'manual', signal });
      await response.body?.cancel();
      return response.headers.get('location') ?? '';
    },
  };
}
