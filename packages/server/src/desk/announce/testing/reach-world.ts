import { randomUUID } from 'node:crypto';
import { agentSettings } from '@belay/contract/desk/agent';
import type { TestServer } from '../../../testing/start-test-server.ts';
import { setUpOwner, type TestPerson } from '../../../testing/test-person.ts';

/** An organisation with a public agent, and conversations written straight into their tables. */
export interface ReachWorld {
  owner: TestPerson;
  tenant: string;
  /** uuids */
  agent: string;
  /** a conversation in `agent` on turn 1, with a visitor of its own */
  conversation(given?: {
    isTest?: boolean;
    email?: string | null;
    language?: string;
  }): Promise<{ conversation: string; visitor: string }>;
  /** JSON of a call that has to succeed */
  ask<T>(method: string, path: string, body?: unknown): Promise<T>;
}

export async function reachWorld(server: TestServer, name = 'Rope & Co'): Promise<ReachWorld> {
  const owner = await setUpOwner(server, { organisation: name });
  const { tenant } = owner;
  const agent = randomUUID();
  await server.pool.query(
    `insert into agent (tenant, id, name, is_public, settings) values ($1, $2, $3, true, $4)`,
    [tenant, agent, 'Rope helper', JSON.stringify(agentSettings.parse({}))],
  );
  let number = 0;
  return {
    owner,
    tenant,
    agent,
    async conversation({ isTest = false, email = null, language = 'en' } = {}) {
      const [conversation, visitor] = [randomUUID(), randomUUID()];
      await server.pool.query(
        `insert into visitor (tenant, id, name, email) values ($1, $2, 'Vera', $3)`,
        [tenant, visitor, email],
      );
      number += 1;
      await server.pool.query(
        `insert into conversation (tenant, id, number, agent, visitor, turn, is_test, language)
         values ($1, $2, $3, $4, $5, 1, $6, $7)`,
        [tenant, conversation, number, agent, visitor, isTest, language],
      );
      return { conversation, visitor };
    },
    async ask<T>(method: string, path: string, body?: unknown) {
      const answer = await owner.call(method, path, body);
      if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
      // the caller names the contract's type of this route
      return (await answer.json()) as T;
    },
  };
}
