import {
  type CardEvent,
  type CardModel,
  type CardWord,
  type Redaction,
  redactions,
} from './card-model.ts';
import { masked } from './mask.ts';

/** Several routes lead into one channel: the strictest of their redactions holds (NTF-7). */
export function strictest(wanted: Iterable<Redaction>): Redaction {
  let rank = 0;
  for (const each of wanted) rank = Math.max(rank, redactions.indexOf(each));
  return redactions[rank] ?? 'no_transcript';
}

/** The model without what its channel must not show. Doing it twice changes nothing. */
export function redactCard(model: CardModel): CardModel {
  if (model.state.kind === 'erased') return erased(model);
  if (model.redaction === 'none') return model;
  const [first, ...rest] = model.events;
  const event = (each: CardEvent) => redactEvent(each, model.redaction);
  return {
    ...model,
    events: [event(first), ...rest.map(event)],
    visitor: {
      ...model.visitor,
      name: maskedOrNull(model.visitor.name),
      email: maskedOrNull(model.visitor.email),
    },
    words: redactWords(model.words, model.redaction),
  };
}

/** What was said, for one channel: all of it, masked, or nothing. */
export function redactWords(said: readonly CardWord[], redaction: Redaction): readonly CardWord[] {
  if (redaction === 'none') return said;
  if (redaction === 'no_transcript') return [];
  return said.map((word) => ({
    ...word,
    text: masked(word.text),
    files: word.files.map(masked),
  }));
}

function redactEvent(event: CardEvent, redaction: Redaction): CardEvent {
  // free text may repeat what was said
  const free = (text: string) => (redaction === 'no_transcript' ? '' : masked(text));
  switch (event.kind) {
    case 'new_conversation':
      return event;
    case 'escalation':
    case 'action':
      return { ...event, detail: event.detail === null ? null : free(event.detail) || null };
    case 'low_rating':
      return { ...event, rating: { ...event.rating, comment: free(event.rating.comment) } };
    case 'lead':
      return {
        ...event,
        fields: event.fields.map(({ label, value }) => ({ label, value: masked(value) })),
      };
  }
}

/** Of an erased visitor only that something happened, and when. */
function erased(model: CardModel): CardModel {
  const [first, ...rest] = model.events;
  return {
    ...model,
    events: [bare(first), ...rest.map(bare)],
    visitor: { name: null, email: null, isVerified: false },
    words: [],
  };
}

function bare(event: CardEvent): CardEvent {
  switch (event.kind) {
    case 'new_conversation':
      return event;
    case 'escalation':
      return { ...event, detail: null };
    case 'action':
      return { ...event, detail: null };
    case 'low_rating':
      return { ...event, rating: { ...event.rating, comment: '' } };
    case 'lead':
      return { ...event, fields: [] };
  }
}

function maskedOrNull(text: string | null): string | null {
  return text === null ? null : masked(text);
}
