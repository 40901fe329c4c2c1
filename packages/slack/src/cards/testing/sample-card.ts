import type { CardEvent, CardModel, CardState } from '../card-model.ts';

export const sampleTime = Date.UTC(2026, 10, 2, 9, 30);
const minute = 60_000;

export const sampleEvents: Readonly<Record<CardEvent['kind'], CardEvent>> = {
  new_conversation: { kind: 'new_conversation', at: sampleTime },
  escalation: {
    kind: 'escalation',
    at: sampleTime + 3 * minute,
    reason: 'visitor',
    detail: 'I want a person',
  },
  low_rating: {
    kind: 'low_rating',
    at: sampleTime + 9 * minute,
    rating: { thumb: null, stars: 2, comment: 'Too slow' },
  },
  lead: {
    kind: 'lead',
    at: sampleTime + 4 * minute,
    fields: [
      { label: 'Name', value: 'Ida Fern' },
      { label: 'E-mail', value: 'ida@fern.example' },
      { label: 'Phone', value: '+49 30 5550 1234' },
    ],
  },
  action: {
    kind: 'action',
    at: sampleTime + 5 * minute,
    action: 'Book a demo',
    outcome: 'failed',
    detail: 'the calendar answered 503',
  },
};

export const sampleStates: Readonly<Record<string, CardState>> = {
  agent: { kind: 'agent' },
  waiting: { kind: 'waiting', since: sampleTime + 3 * minute, after: null, assignee: null },
  assigned: { kind: 'waiting', since: sampleTime + 3 * minute, after: null, assignee: 'Noor Pell' },
  expired: {
    kind: 'waiting',
    since: sampleTime + 30 * minute,
    after: { why: 'expired', name: 'Ann Birch' },
    assignee: null,
  },
  human: { kind: 'human', owner: 'Ann Birch', since: sampleTime + 5 * minute },
  closed: {
    kind: 'closed',
    at: sampleTime + 50 * minute,
    by: { who: 'person', name: 'Ann Birch' },
  },
  left: { kind: 'closed', at: sampleTime + 50 * minute, by: { who: 'visitor' } },
  idle: { kind: 'closed', at: sampleTime + 26 * 60 * minute, by: { who: 'silence', hours: 24 } },
  over: { kind: 'closed', at: sampleTime + 50 * minute, by: null },
  erased: { kind: 'erased' },
};

/** A plausible card; what a test is about is put over it. */
export function sampleCard(over: Partial<CardModel> = {}): CardModel {
  return {
    key: 'k_7Hq2',
    language: 'en',
    redaction: 'none',
    events: [sampleEvents.escalation],
    agent: 'Ropes & Co helper',
    visitor: { name: 'Ida Fern', email: 'ida@fern.example', isVerified: false },
    conversation: {
      id: 'cnv_0192',
      number: 42,
      epoch: 3,
      claim: null,
      startedAt: sampleTime,
      link: 'https://belay.example/app/inbox/cnv_0192',
    },
    state: { kind: 'waiting', since: sampleTime + 3 * minute, after: null, assignee: null },
    words: [
      word('visitor', 'Do you ship to Iceland?'),
      word('agent', 'Yes, within a week [1].'),
      word('visitor', 'Call me at +49 30 5550 1234, or write to ida@fern.example'),
    ],
    place: { kind: 'none' },
    remark: null,
    isMuted: false,
    hearsReplies: true,
    ...over,
  };
}

function word(author: 'visitor' | 'agent', text: string): CardModel['words'][number] {
  return { author, name: null, text, at: sampleTime + minute, files: [] };
}
