import type { EventItem, Pack, RecalledEvent, RecallRequest } from '@belay/contract/read';

/** Four characters are about one token of English text. */
const charactersPerToken = 4;
const defaultTokens = 4_000;
/** One long document must not eat the whole budget. */
const longestEntry = 1_500;

/** The best events that fit the budget, their citations and a block that a model can read. Pure. */
export function packEvents(
  ranked: { item: EventItem; score: number }[],
  request: RecallRequest,
): { events: RecalledEvent[]; block: string; citations: Pack['provenance']['citations'] } {
  const limit = request.budgets?.per_layer_limits?.events ?? 40;
  let left = (request.budgets?.max_tokens ?? defaultTokens) * charactersPerToken;
  const events: RecalledEvent[] = [];
  const lines: string[] = [];
  const citations: Pack['provenance']['citations'] = {};
  for (const { item, score } of ranked) {
    if (events.length >= limit) break;
    const marker = `[${events.length + 1}]`;
    const line = entry(item, request.citation_mode === 'inline_with_markers' ? marker : undefined);
    if (line.length > left) break;
    left -= line.length + 1;
    lines.push(line);
    citations[marker] = { layer: 'events', id: item.event_id };
    const { content, ...bare } = item;
    events.push({ ...(request.exclude_content ? bare : { ...bare, content }), marker, score });
  }
  if (request.citation_mode === 'block_at_end')
    lines.push('', ...events.map((event) => `${event.marker} ${event.event_id}`));
  return {
    events,
    block: lines.join('\n'),
    citations: request.citation_mode === 'none' ? {} : citations,
  };
}

function entry(item: EventItem, marker: string | undefined): string {
  const when = item.observed_at.slice(0, 16).replace('T', ' ');
  const head = [marker, when, item.observed_actor, place(item)].filter(Boolean).join(' · ');
  return `${head}: ${textOf(item).slice(0, longestEntry)}`;
}

function place(item: EventItem): string {
  const channel = item.labels.find((label) => label.startsWith('channel:'));
  return channel ? `#${channel.slice('channel:'.length)}` : item.scope;
}

function textOf({ content }: EventItem): string {
  const fields = content as {
    text?: string;
    transcript?: string;
    blob_id?: string;
    data?: unknown;
  };
  if (fields.text !== undefined) return fields.text;
  if (fields.transcript !== undefined) return fields.transcript;
  if (fields.blob_id !== undefined) return `[blob:${fields.blob_id}]`;
  return JSON.stringify(fields.data ?? fields);
}
