import fc from 'fast-check';
import { expect, test } from 'vitest';
import { packParts, unpackParts } from './pack-parts.ts';

const place = { channelId: 'C1', ts: '1710502200.000100' };
const base = 'slack:T1:C1:1710502200.000100';
const ids = fc.oneof(fc.string(), fc.constant(`evt_${'0f'.repeat(16)}`), fc.constant('=evt'));

test('[CLI-4] parts come back as they went in, whatever their keys and ids look like', () => {
  const part = fc.record(
    {
      part: fc.string(),
      key: fc.oneof(
        fc.string(),
        fc.constantFrom(
          base,
          `${base}:m.abc`,
          `${base}=`,
          `=${base}`,
          'slack::C1:1',
          `slack:T/1:C1:x`,
        ),
        fc.string().map((rest) => base + rest),
      ),
      digest: fc.string(),
      eventId: ids,
      earlier: fc.array(ids),
    },
    { requiredKeys: ['part', 'key', 'digest'] },
  );
  fc.assert(
    fc.property(fc.array(part), (parts) => {
      expect(unpackParts(packParts(parts, place), place)).toEqual(parts);
    }),
  );
});

test('[CLI-4] a message of the usual shape takes less than half of its plain size', () => {
  const parts = [
    { part: 'text', key: base, eventId: `evt_${'0f'.repeat(16)}`, digest: 'abcdefghij' },
  ];
  expect(packParts(parts, place).length).toBeLessThan(JSON.stringify(parts).length / 2);
});
