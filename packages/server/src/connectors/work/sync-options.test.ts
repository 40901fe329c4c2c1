import { expect, test } from 'vitest';
import { syncOptions } from './sync-options.ts';
import { testSettings } from './testing/make-connector.ts';

const place = { rootScope: 'org:acme', createdAt: 40 * 86_400_000 };

test('[MGD-1] what people chose is what the engine does; the window counts from the creation', () => {
  const options = syncOptions(
    {
      ...testSettings,
      channels: ['C1'],
      backfill_days: 30,
      retention_days: 365,
      files: false,
      include_bots: true,
      deletes: 'keep',
    },
    place,
  );
  expect(options).toMatchObject({
    org: 'acme',
    channels: ['C1'],
    since: 10 * 86_400_000,
    retentionDays: 365,
    files: false,
    includeBots: true,
    deletes: 'keep',
    scopeTemplate: testSettings.scope_template,
  });
  const all = syncOptions(testSettings, place);
  expect(all.since).toBe(0);
  expect(all).not.toHaveProperty('channels');
  expect(all).not.toHaveProperty('retentionDays');
});

test('[MAP-10] secrets are always cut out, e-mail addresses and phone numbers where that was chosen', () => {
  const text = 'ask ada@ropes.example';
  expect(syncOptions(testSettings, place).redact?.(text).text).toBe(text);
  const strict = syncOptions({ ...testSettings, redact: { emails: true, phones: false } }, place);
  expect(strict.redact?.(text).text).not.toContain('ada@ropes.example');
});
