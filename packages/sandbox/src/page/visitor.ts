import type { Context } from 'hono';
import { getCookie } from 'hono/cookie';
import type { User } from '../world/model.ts';
import type { PageDesk } from './page-desk.ts';
import { personOf } from './person.ts';

export const personCookie = 'belay_sandbox_person';

/**
 * Who looks at the page. A page that renews itself says who it was made for: another tab may have
 * become somebody else meanwhile.
 */
export function visitorOf(
  c: Context,
  { world, defaultPerson }: Pick<PageDesk, 'world' | 'defaultPerson'>,
): User | undefined {
  const said = c.req.header('x-sandbox-person') ?? getCookie(c, personCookie);
  return personOf(world, said ?? defaultPerson);
}
