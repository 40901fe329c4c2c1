import type { SlackDelivery, SlackTrouble } from '@belay/contract/desk/slack-delivery';
import type { SlackEvent } from '@belay/contract/desk/slack-settings';
import { publicId } from '../../../memory/ids.ts';
import { eventNames } from '../route/event-names.ts';
import { troubleWords } from '../trouble/trouble-words.ts';

/** A row of `slack_post` as the log reads it. */
export interface DeliveryRow {
  id: string;
  /** the order of the log */
  n: number;
  kind: SlackDelivery['kind'];
  event: SlackEvent | null;
  channel: string;
  channel_name: string | null;
  is_private: boolean | null;
  conversation: string | null;
  number: number | null;
  state: SlackDelivery['state'];
  trouble: SlackTrouble | null;
  slack_error: string | null;
  because: string | null;
  attempts: number;
  next_at: Date | null;
  ts: string | null;
  thread_ts: string | null;
  url: string | null;
  created_at: Date;
  posted_at: Date | null;
}

export const deliveryColumns = `p.id, p.n, p.kind, p.event, p.channel, c.name as channel_name,
  c.is_private, k.conversation, v.number, p.state, p.trouble, p.slack_error, p.because, p.attempts,
  p.next_at, p.ts, k.ts as thread_ts, i.url, p.created_at, p.posted_at`;

/** Of `slack_post p`. */
export const deliveryJoins = `
  join slack_installation i on i.tenant = p.tenant and i.id = p.installation
  left join slack_channel c on c.tenant = p.tenant and c.installation = p.installation
    and c.channel = p.channel
  left join slack_card k on k.tenant = p.tenant and k.id = p.card
  left join conversation v on v.tenant = k.tenant and v.id = k.conversation`;

/** One message of ours, or one that should be there, for people. */
export function deliveryView(row: DeliveryRow): SlackDelivery {
  const channel = { id: row.channel, name: row.channel_name ?? row.channel };
  const words =
    row.trouble === null
      ? undefined
      : troubleWords(row.trouble, {
          channel: { ...channel, isPrivate: row.is_private ?? false },
          // whoever muted an action has no row here: a card was deleted twice
          event: row.trouble === 'muted' ? null : row.event,
          slackError: row.slack_error,
        });
  return {
    id: publicId('pst', row.id),
    ...{ kind: row.kind, event: row.event, channel, state: row.state, trouble: row.trouble },
    conversation:
      row.conversation === null || row.number === null
        ? null
        : { id: publicId('cnv', row.conversation), number: row.number },
    sentence: sentenceOf(row, channel.name, words?.what),
    because: row.because,
    remedy: words?.remedy ?? null,
    ...{ slack_error: row.slack_error, attempts: row.attempts },
    next_attempt_at: row.state === 'waiting' ? (row.next_at?.toISOString() ?? null) : null,
    permalink: permalinkOf(row),
    created_at: row.created_at.toISOString(),
    posted_at: row.posted_at?.toISOString() ?? null,
  };
}

function sentenceOf(row: DeliveryRow, channel: string, trouble: string | undefined): string {
  const thing = thingOf(row);
  switch (row.state) {
    case 'posted':
      return `${thing} was posted to #${channel}.`;
    case 'sending':
      return `${thing} is on its way to #${channel}.`;
    case 'waiting':
      return row.slack_error === null
        ? `${thing} waits for its turn in #${channel}.`
        : `${thing} was not taken yet (Slack says ${row.slack_error}) and is tried again by itself.`;
    case 'parked':
      return `${thing} is parked. ${trouble ?? ''}`.trim();
    case 'dropped':
      return trouble === undefined
        ? `${thing} was taken back.`
        : `${thing} is not sent any more. ${trouble}`;
  }
}

const kinds: Readonly<Record<SlackDelivery['kind'], string>> = {
  card: 'The card',
  event: 'The event',
  history: 'What was said before',
  line: 'A line of the conversation',
  reminder: 'The reminder',
  assigned: 'The word to whom it was assigned',
  summary: 'The summary',
  test: 'The test',
  digest: 'The daily digest',
};

function thingOf({ kind, event }: DeliveryRow): string {
  return event === null || kind === 'test' ? kinds[kind] : `${kinds[kind]} “${eventNames[event]}”`;
}

/** As Slack itself makes them; replies name their root. */
export function permalinkOf({
  url,
  channel,
  ts,
  thread_ts,
}: Pick<DeliveryRow, 'url' | 'channel' | 'ts' | 'thread_ts'>): string | null {
  if (url === null || ts === null) return null;
  const link = `${url}archives/${channel}/p${ts.replace('.', '')}`;
  return thread_ts === null || thread_ts === ts
    ? link
    : `${link}?thread_ts=${thread_ts}&cid=${channel}`;
}
