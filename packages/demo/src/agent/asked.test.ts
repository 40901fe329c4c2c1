import { expect, test } from 'vitest';
import type { Remembered } from '../follow/remembered.ts';
import { Asked } from './asked.ts';

let ts = 0;
function said(text: string, rest: Partial<Remembered> = {}): Remembered {
  ts += 1;
  return {
    eventId: `evt_${ts}`,
    kind: 'message',
    actor: 'user:petra@tarn-thistle.example',
    channel: 'support',
    channelId: 'C1',
    ts: String(ts),
    text,
    saidAt: ts,
    recordedAt: ts,
    ...rest,
  };
}

test('[SBX-4] suggestions are answered questions of the memory, the newest first', () => {
  const asked = new Asked(['support']);
  const tell = (text: string, answered: boolean, rest: Partial<Remembered> = {}) => {
    const root = said(text, rest);
    asked.hear({ arrived: root });
    const { channel } = root;
    if (answered)
      asked.hear({ arrived: said('Yes.', { kind: 'reply', threadTs: root.ts, channel }) });
    return root;
  };
  const first = tell('Which roles can delete an inspection?', true);
  tell('Does Plumb work without any network for a whole week? Offshore customer.', true);
  tell('Does nobody know why the lamp in the hall flickers?', false);
  tell('@petra can you give the official line to the customer?', true);
  tell('Why?', true);
  tell('Where is the key to the strong room kept these days?', true, { channel: 'leadership' });
  expect(asked.newest(5)).toEqual([
    'Does Plumb work without any network for a whole week?',
    'Which roles can delete an inspection?',
  ]);
  expect(asked.newest(1)).toHaveLength(1);
  asked.hear({ forgotten: first.eventId });
  expect(asked.newest(5)).toHaveLength(1);
});
