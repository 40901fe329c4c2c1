import type { Operator } from '../desk-actor.ts';
import type { ConversationWorld } from './conversation-world.ts';

/** A person as an operator, whether they may or not. */
export async function operatorOfPerson(
  { server, tenant }: ConversationWorld,
  person: string,
): Promise<Operator> {
  const { rows } = await server.pool.query<{ name: string; email: string }>(
    'select name, email from person where id = $1',
    [person],
  );
  const [row] = rows;
  if (!row) throw new Error('there is no such person');
  return {
    ...{ kind: 'operator', tenant, person, name: row.name, isAdmin: false, via: 'dashboard' },
    actor: `user:${row.email}`,
  };
}
