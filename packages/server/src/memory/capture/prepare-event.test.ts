import { experience } from '@belay/contract/experience';
import canonicalize from 'canonicalize';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { prepareEvent } from './prepare-event.ts';

const caller = {
  tenant: '00000000-0000-4000-8000-000000000000',
  actor: 'user:x',
  jti: '',
  parents: [],
  privateChannels: 'all' as const,
  expiresAt: 0,
  capabilities: [],
  scopes: [],
};
const text = fc.string({ unit: 'grapheme', maxLength: 40 });
const optional = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });
const some = <T extends object>(value: fc.Arbitrary<T>) =>
  value.map((object) =>
    Object.fromEntries(Object.entries(object).filter(([, member]) => member !== undefined)),
  );

const content = fc.oneof(
  some(
    fc.record({
      text,
      role: fc.constantFrom('user', 'assistant'),
      kind: fc.constant('message'),
      media: optional(
        fc.array(
          some(fc.record({ blob_id: fc.constant(`blob_${'0'.repeat(64)}`), alt: optional(text) })),
        ),
      ),
    }),
  ),
  some(
    fc.record({
      transcript: optional(text),
      kind: fc.constant('blob_ref'),
      blob_id: fc.constant(`blob_${'1'.repeat(64)}`),
    }),
  ),
  fc.record({ kind: fc.constant('json'), data: fc.dictionary(text, fc.jsonValue()) }),
  fc.record({
    kind: fc.constant('triple'),
    triple: fc.record({
      subject: some(fc.record({ name: optional(text), id: text, kind: optional(text) })),
      predicate: text,
      object: fc.oneof(text, fc.integer(), fc.boolean()),
    }),
  }),
);
const envelope = some(
  fc.record({
    subject: optional(fc.constant('user:s')),
    scope: fc.constant('org:x'),
    modality: fc.constant('conversation'),
    observed_actor: optional(
      fc.oneof(fc.constant('user:a'), fc.constant({ type: 'user', id: 'user:a' })),
    ),
    idempotency_key: optional(fc.constant('k')),
    directives: optional(
      some(
        fc.record({
          extract: fc.constant(['facts']),
          confidence_floor: optional(fc.constant(0.5)),
          embed: optional(fc.constant('lazy')),
        }),
      ),
    ),
    context: optional(
      some(
        fc.record({
          source_recorded_at: optional(fc.constant('2026-01-01T00:00:00Z')),
          observed_at: optional(fc.constant('2026-01-01T00:00:00.123Z')),
          labels: optional(fc.constant(['b', 'a'])),
          intent: optional(fc.constant('discussion')),
          location: optional(fc.dictionary(text, text)),
          preceded_by: optional(fc.constant([`evt_${'2'.repeat(32)}`])),
        }),
      ),
    ),
    content,
  }),
);

test('[MEM-2] what is hashed is the RFC 8785 text of the parsed envelope, whatever it holds', () => {
  fc.assert(
    fc.property(envelope, (raw) => {
      const item = experience.parse(raw);
      expect(prepareEvent(caller, item, 0).envelope).toBe(canonicalize(item));
    }),
    { numRuns: 500 },
  );
});
