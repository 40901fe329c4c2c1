import type { Stage } from './stage.ts';

export interface Owner {
  headers: Record<string, string>;
  call<T>(method: string, path: string, body?: unknown): Promise<T>;
}

/** The stage's first owner, by the link that the server printed. */
export async function ownerOf({ url, setupToken }: Stage): Promise<Owner> {
  const made = await fetch(`${url}/v1/setup`, {
    method: 'POST',
    body: JSON.stringify({
      token: setupToken,
      name: 'Olga Owner',
      email: 'olga@example.com',
      password: 'a long enough password',
      organisation: 'Bench',
    }),
  });
  if (made.status !== 201) throw new Error(`setup: ${made.status} ${await made.text()}`);
  const cookie = made.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ');
  const me = await fetch(`${url}/v1/me`, { headers: { cookie } });
  const { tenants } = (await me.json()) as { tenants: { id: string }[] };
  const headers = { cookie, origin: url, 'x-belay-tenant': tenants[0]?.id ?? '' };
  return {
    headers,
    async call<T>(method: string, path: string, body?: unknown): Promise<T> {
      const answer = await fetch(url + path, {
        method,
        headers: { ...headers, 'content-type': 'application/json' },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
      return (await answer.json()) as T;
    },
  };
}
