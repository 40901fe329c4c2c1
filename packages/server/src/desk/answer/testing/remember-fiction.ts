import type { TestIdentity } from '../../../testing/start-test-server.ts';
import { fictionalMemory, type Remembered } from './fictional-memory.ts';

const dayMs = 86_400_000;

/** Writes a fictional memory below an identity's scope, and waits until recall finds it. */
export async function rememberFiction(
  identity: TestIdentity,
  nowMs: number,
  memory: readonly Remembered[] = fictionalMemory,
): Promise<Map<string, string>> {
  const ids = new Map<string, string>();
  for (const one of memory) {
    const parent = one.answers === undefined ? undefined : ids.get(one.answers);
    const answer = await identity.call('POST', '/v1/experience?wait=indexed', {
      scope: `${identity.scope}/${one.scope}`,
      modality: one.modality ?? 'observation',
      content: { kind: 'text', text: one.text },
      context: {
        labels: one.labels ?? [],
        observed_at: new Date(nowMs - (one.age ?? 200) * dayMs).toISOString(),
        ...(parent ? { preceded_by: [parent] } : {}),
      },
    });
    if (!answer.ok) throw new Error(`${one.key}: ${answer.status} ${await answer.text()}`);
    ids.set(one.key, ((await answer.json()) as { event_id: string }).event_id);
  }
  return ids;
}
