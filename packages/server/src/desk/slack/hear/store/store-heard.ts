import type pg from 'pg';
import { uuidOf } from '../../../../memory/ids.ts';
import type { Heard, HeardOf } from './heard.ts';
import type { Arrival } from './heard-of.ts';
import { threadQueue } from './thread-queue.ts';

/**
 * One statement stores what concerns the desk and adds its job, before all that nobody waits for;
 * anything else is looked up by an index and dropped. Heard before: nothing.
 */
export async function storeHeard(
  db: pg.Pool | pg.PoolClient,
  /** uuids */
  installations: readonly { tenant: string; id: string }[],
  { id, thread, heard }: Arrival,
): Promise<void> {
  const concern = concernOf(heard);
  if (concern === undefined) return;
  await db.query({
    name: `slack-heard-${heard.kind}`,
    text: `
with places as (
  select * from unnest($1::uuid[], $2::uuid[], $6::text[]) as i (tenant, installation, queue)
), heard as (
  insert into slack_heard (tenant, installation, id, thread, body)
  select i.tenant, i.installation, $3, $4, $5 from places i
  where ${concern.where}
  on conflict do nothing
  returning tenant, installation, id)
select graphile_worker.add_job('slack_heard',
  json_build_object('tenant', tenant, 'installation', installation, 'id', id), queue_name => queue, priority => -5)
from heard join places using (tenant, installation)`,
    values: [
      installations.map((one) => one.tenant),
      installations.map((one) => one.id),
      ...[id, thread, JSON.stringify(heard)],
      installations.map((one) => threadQueue(one.id, thread)),
      ...concern.values,
    ],
  });
}

interface Concern {
  /** SQL over `i`; $7 and up are its values */
  where: string;
  values: unknown[];
}

const everything: Concern = { where: 'true', values: [] };

/** Which of all that a workspace says has to do with our cards. */
function concernOf(heard: Heard): Concern | undefined {
  switch (heard.kind) {
    case 'posted':
      return inThread(heard.channel, heard.message.threadTs);
    case 'changed':
      return inThread(heard.channel, heard.message.threadTs);
    case 'deleted':
      return ofDeleted(heard);
    case 'echo':
      return ofEcho(heard);
    case 'channel':
      return inChannel(heard.event.channelId);
    case 'member':
      return inChannel(heard.channel);
    case 'person':
      return {
        where: `exists (select from slack_person p
                        where p.tenant = i.tenant and p.installation = i.installation
                          and p.user_id = $7)`,
        values: [heard.person.id],
      };
    case 'home':
    case 'click':
    case 'command':
      return everything;
  }
}

/** Under a root of ours, or of one that is just being posted: its ts is known in a moment. */
function inThread(channel: string, threadTs: string | undefined): Concern {
  return {
    where: `(exists (select from slack_thread t
                     where t.tenant = i.tenant and t.installation = i.installation
                       and t.channel = $7 and t.ts = $8)
             or ${isPosting})`,
    values: [channel, threadTs ?? ''],
  };
}

const isPosting = `exists (select from slack_post p
  where p.tenant = i.tenant and p.installation = i.installation and p.channel = $7
    and p.state = 'sending' and p.kind = 'card')`;

/** A root, a line, or one whose thread Slack doesn't tell. */
function ofDeleted({ channel, ts, threadTs }: HeardOf<'deleted'>): Concern {
  return {
    where: `(exists (select from slack_thread t
                     where t.tenant = i.tenant and t.installation = i.installation
                       and t.channel = $7 and ($9::text is null or t.ts in ($8, $9)))
             or exists (select from slack_line l
                        where l.tenant = i.tenant and l.installation = i.installation
                          and l.channel = $7 and l.ts = $8))`,
    values: [channel, ts, threadTs],
  };
}

/** Of a post whose place in Slack isn't known here yet. */
function ofEcho({ channel, key }: HeardOf<'echo'>): Concern | undefined {
  const post = uuidOf('pst', key);
  if (post === undefined) return undefined;
  return {
    where: `exists (select from slack_post p
                    where p.tenant = i.tenant and p.id = $8 and p.installation = i.installation
                      and p.channel = $7 and p.ts is null)`,
    values: [channel, post],
  };
}

function inChannel(channel: string): Concern {
  return {
    where: `(exists (select from slack_channel c
                     where c.tenant = i.tenant and c.installation = i.installation
                       and c.channel = $7)
             or exists (select from slack_thread t
                        where t.tenant = i.tenant and t.installation = i.installation
                          and t.channel = $7))`,
    values: [channel],
  };
}
