import { describe, expect, test } from 'vitest';
import { type Reminder, reminder } from './reminder.ts';
import { outline } from './testing/outline.ts';
import { expectHarmless, fit, hostile, link, made } from './testing/surface.ts';

describe('reminders', () => {
  const step = (over: Partial<Reminder> = {}) =>
    fit(
      reminder({
        key: 'r1',
        language: 'en',
        step: { kind: 'thread' },
        minutes: 5,
        link,
        made,
        settled: null,
        ...over,
      }),
    );

  test('ring one user group at most, and nobody once they are settled', () => {
    const mention = { step: { kind: 'mention' as const, groupId: 'S0AB' } };
    expect(outline(step())).toMatchSnapshot();
    expect(outline(step(mention))).toMatchSnapshot();
    expect(outline(step({ step: { kind: 'channel', from: 'C9' } }))).toMatchSnapshot();
    const settled = step({ ...mention, settled: { why: 'claimed', name: hostile } });
    expectHarmless(settled);
    expect(JSON.stringify(settled)).not.toContain('subteam');
    expect(settled.blocks).toHaveLength(1);
    const forged = step({ step: { kind: 'mention', groupId: 'S1> <!channel' } });
    expect(JSON.stringify(forged)).not.toContain('<!');
  });
});
