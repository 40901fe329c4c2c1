import { fictionalMemory, type Remembered } from './fictional-memory.ts';

const dayMs = 86_400_000;

/** Where it is written, and by whom: a call whose bodies are JSON. */
export interface Rememberer {
  call(method: string, path: string, body?: unknown): Promise<Response>;
  /** everything lies below it */
  scope: string;
  /** 32 hex digits: whose taught knowledge it is */
  agent?: string;
}

/** Writes a fictional memory, and waits until recall finds it. Answers event ids by key. */
export async function rememberFiction(
  { call, scope, agent = '00000000000000000000000000000001' }: Rememberer,
  nowMs: number,
  memory: readonly Remembered[] = fictionalMemory,
): Promise<Map<string, string>> {
  const ids = new Map<string, string>();
  const write = async (one: Remembered) => {
    const parent = one.answers === undefined ? undefined : ids.get(one.answers);
    const answer = await call('POST', '/v1/experience?wait=indexed', {
      scope: `${scope}/${one.scope.replace(/^agent:0{31}1/, `agent:${agent}`)}`,
      modality: one.modality ?? 'observation',
      ...(one.by ? { observed_actor: one.by } : {}),
      content: { kind: 'text', text: one.text },
      context: {
        labels: one.labels ?? [],
        observed_at: new Date(nowMs - (one.age ?? 200) * dayMs).toISOString(),
        ...(parent ? { preceded_by: [parent] } : {}),
      },
    });
    if (!answer.ok) throw new Error(`${one.key}: ${answer.status} ${await answer.text()}`);
    ids.set(one.key, ((await answer.json()) as { event_id: string }).event_id);
  };
  await Promise.all(memory.filter(({ answers }) => answers === undefined).map(write));
  await Promise.all(memory.filter(({ answers }) => answers !== undefined).map(write));
  return ids;
}
