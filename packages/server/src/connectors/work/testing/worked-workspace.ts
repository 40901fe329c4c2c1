import type { ConnectorSettings } from '@belay/contract/connector';
import { type Sandbox, type SandboxOptions, startSandbox } from '@belay/sandbox/start-sandbox';
import type pg from 'pg';
import { startTestServer, type TestServer } from '../../../testing/start-test-server.ts';
import type { WorkTiming } from '../work-timing.ts';
import { workTiming } from '../work-timing.ts';
import { type MadeConnector, makeConnector } from './make-connector.ts';

/** The product's pace, a hundred times as quick where that changes no outcome. */
export const quickTiming: WorkTiming = {
  lease: {
    ...workTiming.lease,
    // longer than a busy machine stands still: whoever lost it would begin anew
    leaseMs: 20_000,
    heartbeatMs: 500,
    sweepMs: 50,
    marginMs: 300,
    drainMs: 2_000,
  },
  retryMs: 50,
  longestRetryMs: 200,
  refusedMs: 200,
  statusMs: 20,
  lifecycleMs: 40,
  toldMs: 200,
  auditMs: 60_000,
};

export interface WorkedWorkspace {
  sandbox: Sandbox;
  server: TestServer;
  pool: pg.Pool;
  /** a person of the workspace, in `rope` */
  person: string;
  rope: string;
  /** the rows of a connector that reads the sandbox */
  connect(settings?: Partial<ConnectorSettings>, beside?: MadeConnector): Promise<MadeConnector>;
  /** the word by which workers are told */
  tell(made: MadeConnector): Promise<void>;
  /** what the memory holds of a tenant, in the order in which it was said */
  texts(made: MadeConnector): Promise<string[]>;
  status(made: MadeConnector): Promise<Record<string, unknown>>;
  close(): Promise<void>;
}

/** A server with a sandbox for its Slack; `workers` false leaves the connectors to the test. */
export async function workedWorkspace(
  workers: boolean | WorkTiming = quickTiming,
  slack: SandboxOptions = {},
) {
  const sandbox = await startSandbox(slack);
  const server = await startTestServer(
    { SLACK_RATE: 'unlimited' },
    undefined,
    () => sandbox.apiUrl,
    workers,
  );
  const { pool } = server;
  const { world, app } = sandbox;
  const ada = world.addUser({ name: 'ada', email: 'ada@ropes.example' });
  const rope = world.addChannel({ name: 'rope', members: [ada.id, app.botUserId] });
  const made: WorkedWorkspace = {
    sandbox,
    server,
    pool,
    person: ada.id,
    rope: rope.id,
    connect(settings = {}, beside) {
      return makeConnector(pool, {
        settings,
        teamId: world.team.current.id,
        sealToken: (name) => server.ctx.sealer.seal(name, sandbox.botToken),
        ...(beside
          ? {
              tenant: { id: beside.tenant, rootScope: beside.rootScope },
              installation: beside.installation,
            }
          : {}),
      });
    },
    async tell({ installation }) {
      await pool.query("select pg_notify('belay_connectors', $1)", [installation]);
    },
    async texts({ tenant }) {
      const { rows } = await pool.query<{ text: string }>(
        `select envelope::json -> 'content' ->> 'text' as text from event
         where tenant = $1 and envelope is not null order by observed_at, id`,
        [tenant],
      );
      return rows.map(({ text }) => text);
    },
    async status({ connector }) {
      const { rows } = await pool.query<{ status: Record<string, unknown> }>(
        'select status from connector where id = $1',
        [connector],
      );
      return rows[0]?.status ?? {};
    },
    async close() {
      await server.close();
      await sandbox.close();
    },
  };
  return made;
}

/** Looks again and again; the test's own limit is the deadline. */
export async function eventually<T>(
  look: () => Promise<T>,
  isThere: (found: T) => boolean,
): Promise<T> {
  for (;;) {
    const found = await look();
    if (isThere(found)) return found;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
