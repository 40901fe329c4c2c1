import { expectedMessages } from '@belay/connector/testing/converge/expected-memory';
import type { Sandbox } from '@belay/sandbox/start-sandbox';
import type pg from 'pg';

interface Row {
  id: string;
  envelope: {
    content: { kind: string; text?: string; data?: { reactions?: unknown[] } };
    context: { labels: string[] };
  };
}

/** Everything in which the memory of one tenant differs from what Slack serves, as sentences. */
export async function compareMemory(
  pool: pg.Pool,
  tenant: string,
  sandbox: Sandbox,
): Promise<string[]> {
  const { rows } = await pool.query<Row>(
    `select encode(uuid_send(id), 'hex') as id, envelope::json as envelope from event
     where tenant = $1 and envelope is not null`,
    [tenant],
  );
  const passed = new Set(
    rows.flatMap((row) => label(row, 'supersedes')?.slice('evt_'.length) ?? []),
  );
  const held = new Map<string, string[]>();
  for (const row of rows) {
    if (row.envelope.content.kind !== 'message' || passed.has(row.id)) continue;
    const name = `${label(row, 'channel_id')} ${label(row, 'ts')}`;
    held.set(name, [...(held.get(name) ?? []), row.envelope.content.text ?? '']);
  }
  const complaints: string[] = [];
  for (const channel of sandbox.truth.now().channels)
    for (const { channelId, ts, text } of expectedMessages(sandbox, channel)) {
      const name = `${channelId} ${ts}`;
      const texts = held.get(name) ?? [];
      held.delete(name);
      if (texts.length === 0) complaints.push(`lost: ${name} "${text}"`);
      else if (texts.length > 1) complaints.push(`doubled: ${name} ${JSON.stringify(texts)}`);
      else if (texts[0] !== text) complaints.push(`wrong: ${name} "${texts[0]}", Slack "${text}"`);
    }
  for (const [name, texts] of held)
    complaints.push(`gone from Slack, still remembered: ${name} ${JSON.stringify(texts)}`);
  return complaints;
}

function label({ envelope }: Row, name: string): string | undefined {
  return envelope.context.labels.find((one) => one.startsWith(`${name}:`))?.slice(name.length + 1);
}
