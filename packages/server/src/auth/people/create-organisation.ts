import { randomBytes, randomUUID } from 'node:crypto';
import type pg from 'pg';

export interface Organisation {
  tenant: string;
  rootScope: string;
}

/**
 * A tenant that people share; everything of it lies below `org:<slug of its name>`, made unique.
 * `rootScope` names it instead, and throws if it is taken. Whoever runs the server owns a demo, also
 * one that is made after them.
 */
export async function createOrganisation(
  db: pg.Pool | pg.PoolClient,
  { name, isDemo = false, rootScope }: { name: string; isDemo?: boolean; rootScope?: string },
): Promise<Organisation> {
  const tenant = randomUUID();
  const wanted = rootScope === undefined ? candidates(name) : [rootScope];
  for (const candidate of wanted) {
    // one statement: a tenant never stands without its organisation
    const { rowCount } = await db.query(
      `with made as (
         insert into tenant (id, root_scope) values ($1, $2) on conflict (root_scope) do nothing returning id
       ), named as (
         insert into organisation (tenant, name, is_demo) select id, $3, $4 from made returning tenant
       ), owned as (
         insert into member (tenant, person, role)
         select tenant, person.id, 'owner' from named, person where $4 and person.is_operator
       )
       select from made`,
      [tenant, candidate, name, isDemo],
    );
    if (rowCount === 1) return { tenant, rootScope: candidate };
  }
  throw new Error(`The scope ${rootScope ?? name} belongs to another organisation of this server.`);
}

/** `org:acme`, then `org:acme-2`, …, at last one with a random end. */
function candidates(name: string): string[] {
  const slug = slugOf(name) || 'organisation';
  const numbered = Array.from({ length: 8 }, (_, index) => `org:${slug}-${index + 2}`);
  return [`org:${slug}`, ...numbered, `org:${slug}-${randomBytes(6).toString('hex')}`];
}

/** Letters without their marks, digits and dashes; '' when nothing of it can be written so. */
export function slugOf(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 40)
    .replace(/^-+|-+$/g, '');
}
