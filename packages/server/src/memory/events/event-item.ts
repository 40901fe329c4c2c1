import type { Experience } from '@belay/contract/experience';
import type { EventItem } from '@belay/contract/read';
import { publicId } from '../ids.ts';

/** The columns that `eventItem` needs. */
export const eventColumns =
  'e.id, e.scope, e.modality, e.observed_actor, e.subject, e.observed_at, e.recorded_at, e.labels, e.envelope, e.wal_offset';

export interface StoredEvent {
  id: string;
  scope: string;
  modality: string;
  observed_actor: string;
  subject: string;
  observed_at: Date;
  recorded_at: Date;
  labels: string[];
  envelope: string;
  wal_offset: number;
}

/** A stored event as reads show it. */
export function eventItem(row: StoredEvent, excludeContent = false): EventItem {
  const envelope = JSON.parse(row.envelope) as Experience;
  return {
    event_id: publicId('evt', row.id),
    scope: row.scope,
    modality: row.modality,
    observed_actor: row.observed_actor,
    subject: row.subject,
    ...(excludeContent ? {} : { content: envelope.content }),
    context: envelope.context ?? {},
    observed_at: row.observed_at.toISOString(),
    recorded_at: row.recorded_at.toISOString(),
    labels: row.labels,
    intent: envelope.context?.intent ?? null,
    wal_offset: row.wal_offset,
  };
}
