import type { MessageView } from '@belay/contract/desk/conversation';
import { BelayError } from '@belay/contract/error';
import type pg from 'pg';
import { authorize, type Caller } from '../../auth/authorize.ts';
import { covers } from '../../auth/capabilities.ts';
import type { Context } from '../../context.ts';

/** A member who may operate the desk; a program with their token acts as they do. */
export interface Operator {
  kind: 'operator';
  /** uuid */
  tenant: string;
  /** uuid */
  person: string;
  name: string;
  /** may decide over colleagues' conversations */
  isAdmin: boolean;
  via: Extract<MessageView['via'], 'dashboard' | 'api' | 'slack'>;
  /** for the audit, e.g. `user:ada@rope.example`, and the token's id */
  actor: string;
  jti?: string;
}

export interface VisitorActor {
  kind: 'visitor';
  tenant: string;
  /** uuid */
  visitor: string;
}

/** Who does something on the desk. */
export type DeskActor =
  | Operator
  | VisitorActor
  | { kind: 'agent'; tenant: string; turn: number }
  | { kind: 'rule' | 'clock' | 'api'; tenant: string };

/** The person behind a call: whose session it is, or who made the API token; undefined: nobody. */
export async function personBehind(
  db: pg.Pool,
  caller: Caller,
): Promise<{ person: string; name: string } | undefined> {
  const { rows } = await db.query<{ person: string; name: string }>({
    name: 'person-behind',
    text: `select p.id as person, p.name from person p
           join member m on m.tenant = $1 and m.person = p.id
           where p.id = coalesce($2::uuid, (select a.created_by from api_token a
                                            where a.tenant = $1 and a.jti = any($3) limit 1))`,
    values: [caller.tenant, caller.userId ?? null, [caller.jti, ...caller.parents]],
  });
  return rows[0];
}

/**
 * Who acts on the desk by a call. Throws POLICY_DENIED without `desk.operate`, and for tokens that
 * no person stands behind.
 */
export async function operatorOf(ctx: Context, caller: Caller): Promise<Operator> {
  authorize(caller, 'desk.operate');
  const behind = await personBehind(ctx.pool, caller);
  if (!behind)
    throw new BelayError(
      'POLICY_DENIED',
      'Visitors are answered by people: sign in at /app/, or use an API token that a member made.',
      { decided_by_tier: 'actor', reason: 'no person stands behind this token' },
    );
  return {
    kind: 'operator',
    tenant: caller.tenant,
    ...behind,
    isAdmin: caller.capabilities.some((granted) => covers(granted, 'desk.manage')),
    via: caller.userId === undefined ? 'api' : 'dashboard',
    actor: caller.actor,
    jti: caller.jti,
  };
}
