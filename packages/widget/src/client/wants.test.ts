import type { AgentSettings } from '@belay/contract/desk/agent';
import type { WidgetAgent, WidgetConversation } from '@belay/contract/desk/widget';
import { expect, test } from 'vitest';
import { emptyTalk } from './chat-state.ts';
import { isOpenAt, leadPlace } from './wants.ts';

const now = Date.parse('2026-03-02T12:00:00Z');
const closed = { open: false, opens_at: '2026-03-03T08:00:00Z' } as const;

test('[DSK-4] the hours that were told go on: who opened meanwhile is open', () => {
  expect(isOpenAt(closed, now)).toBe(false);
  expect(isOpenAt(closed, Date.parse('2026-03-03T08:00:00Z'))).toBe(true);
  expect(isOpenAt({ open: true, until: '2026-03-02T11:59:00Z' }, now)).toBe(false);
  expect(isOpenAt({ open: true, until: null }, now)).toBe(true);
  expect(isOpenAt({ open: false, opens_at: null }, now)).toBe(false);
});

test('[DSK-2] the form is asked for before the chat, on escalation or out of hours, and once', () => {
  const place = (
    when: AgentSettings['lead_form']['when'],
    state: WidgetConversation['state'] | null,
    lead: 'given' | 'skipped' | null = null,
    hours: WidgetAgent['hours'] = closed,
  ) =>
    leadPlace(
      {
        // what isn't looked at isn't made
        agent: { lead_form: { when, fields: [] }, hours } as unknown as WidgetAgent,
        current: 'cnv_1',
        talk: state
          ? { ...emptyTalk, conversations: { cnv_1: { state } as WidgetConversation } }
          : emptyTalk,
        lead,
      },
      now,
    );
  expect(place('before_chat', null)).toBe('instead');
  expect(place('before_chat', 'agent')).toBeNull();
  expect(place('before_chat', null, 'given')).toBeNull();
  expect(place('on_escalation', 'agent')).toBeNull();
  expect(place('on_escalation', 'waiting')).toBe('card');
  expect(place('on_escalation', 'waiting', 'skipped')).toBeNull();
  expect(place('out_of_hours', 'waiting')).toBe('card');
  expect(place('out_of_hours', 'waiting', null, { open: true, until: null })).toBeNull();
  expect(place('out_of_hours', 'agent')).toBeNull();
  expect(place('never', 'waiting')).toBeNull();
});

test('[DSK-2] where a form comes first nothing can be typed before the agent is known', () => {
  const place = (asksFirst: boolean, current: string, lead: 'given' | null = null) =>
    leadPlace({ agent: null, current, talk: emptyTalk, lead }, now, asksFirst);
  expect(place(true, 'new:1')).toBe('unknown');
  expect(place(false, 'new:1')).toBeNull();
  expect(place(true, 'new:1', 'given')).toBeNull();
  // somebody who spoke before goes on where they were
  expect(place(true, 'cnv_1')).toBeNull();
});
