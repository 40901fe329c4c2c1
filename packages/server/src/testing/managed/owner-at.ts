/** The first owner of servers in processes of their own. */
export interface Owner {
  tenant: string;
  /** below it lies everything of the organisation */
  scope: string;
  /** what proves who calls */
  headers: Record<string, string>;
  /** until it is answered by a process that lives; throws when it is refused */
  call<T>(method: string, path: string, body?: unknown): Promise<T>;
  /** once; undefined when it was refused or nobody was there */
  maybe<T>(method: string, path: string, body?: unknown): Promise<T | undefined>;
}

/** Makes the owner by the link that the first start printed. */
export async function ownerAt(url: string, setupToken: string): Promise<Owner> {
  const made = await fetch(`${url}/v1/setup`, {
    method: 'POST',
    body: JSON.stringify({
      token: setupToken,
      name: 'Olga Owner',
      email: 'olga@example.com',
      password: 'a long enough password',
      organisation: 'Acme',
    }),
  });
  if (made.status !== 201) throw new Error(`setup: ${made.status} ${await made.text()}`);
  const cookie = made.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ');
  const me = await fetch(`${url}/v1/me`, { headers: { cookie } });
  const { tenants } = (await me.json()) as { tenants: { id: string; root_scope: string }[] };
  const { id: tenant = '', root_scope: scope = '' } = tenants[0] ?? {};
  const headers = { cookie, origin: url, 'x-belay-tenant': tenant };
  const ask = (method: string, path: string, body: unknown) =>
    fetch(url + path, {
      method,
      headers: {
        ...headers,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  return {
    ...{ tenant, scope, headers },
    async call<T>(method: string, path: string, body?: unknown): Promise<T> {
      const answer = await ask(method, path, body);
      if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
      return (await answer.json()) as T;
    },
    async maybe<T>(method: string, path: string, body?: unknown): Promise<T | undefined> {
      const answer = await ask(method, path, body).catch(() => undefined);
      if (answer?.ok) return (await answer.json()) as T;
      await answer?.body?.cancel();
      return undefined;
    },
  };
}
