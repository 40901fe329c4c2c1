import type { Fields } from '../parse/fields.ts';
import { type Declarations, publishedEvents, type Shape } from './published-types.ts';

/** One event made from the type that Slack publishes for it. */
export interface SampleEvent {
  /** of the interface, e.g. `ReactionAddedEvent` */
  name: string;
  /** with all optional members, or without any */
  size: 'full' | 'least';
  event: Fields & { type: string };
}

const deepest = 8;

/** Two samples of every event that `@slack/types` declares. */
export function sampleEvents(): SampleEvent[] {
  return publishedEvents().flatMap((declared) =>
    [...declared.own.keys()]
      .filter((name) => name.endsWith('Event'))
      .flatMap((name) =>
        (['full', 'least'] as const).flatMap((size): SampleEvent[] => {
          const event = sample({ kind: 'name', name }, { ...declared, size, depth: 0, key: '' });
          return isEvent(event) ? [{ name, size, event }] : [];
        }),
      ),
  );
}

interface Place extends Declarations {
  size: SampleEvent['size'];
  depth: number;
  /** the member that it stands in: tells which kind of text it is */
  key: string;
}

function sample(shape: Shape, place: Place): unknown {
  switch (shape.kind) {
    case 'literal':
      return shape.value;
    case 'name':
      return named(shape.name, place);
    case 'list':
      return place.depth >= deepest ? [] : [sample(shape.of, deeper(place))];
    case 'union':
      return sample(shape.of[place.size === 'full' ? 0 : shape.of.length - 1] as Shape, place);
    case 'both':
      return Object.assign({}, ...shape.of.map((one) => sample(one, place)));
    case 'member': {
      const whole = sample(shape.of, { ...place, size: 'full' });
      return isFields(whole) ? whole[shape.name] : undefined;
    }
    case 'object': {
      const kept = shape.members.filter(({ isOptional }) => !isOptional || place.size === 'full');
      const entries = kept.map(({ name, shape: of }) => [name, sample(of, deeper(place, name))]);
      return place.depth >= deepest ? {} : Object.fromEntries(entries);
    }
  }
}

function named(name: string, place: Place): unknown {
  if (name === 'string') return textOf(place.key);
  if (name === 'number') return 1_710_502_200;
  if (name === 'boolean') return false;
  const declared = place.own.get(name) ?? place.all.get(name);
  // a record, an unknown, or something that is declared elsewhere
  return declared && place.depth < deepest ? sample(declared, deeper(place, place.key)) : {};
}

function textOf(key: string): string {
  if (/(^|_)ts$|^latest/.test(key)) return '1710502200.000100';
  if (/channel/.test(key)) return 'C0000000001';
  if (/user|inviter|actor|creator/.test(key)) return 'U0000000001';
  if (/team/.test(key)) return 'T0000000001';
  return /(^|_)id$/.test(key) ? 'X0000000001' : 'some words';
}

const deeper = (place: Place, key = place.key): Place => ({
  ...place,
  depth: place.depth + 1,
  key,
});

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null;
}

function isEvent(value: unknown): value is SampleEvent['event'] {
  return isFields(value) && typeof value.type === 'string';
}
