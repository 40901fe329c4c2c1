import { type AgentSettings, agentSettings } from '@belay/contract/desk/agent';
import { expect, test } from 'vitest';
import { changeDraft, drafted, noDraft, overtaken, savedDraft } from './settings-draft.ts';

const standing: AgentSettings = agentSettings.parse({ greeting: 'Hello', quiet_minutes: 15 });

test('[DSK-1] only what differs from what stands is a change', () => {
  const one = changeDraft(noDraft, standing, { greeting: 'Hi', quiet_minutes: 15 });
  expect(one.changes).toEqual({ greeting: 'Hi' });
  expect(drafted(standing, one)).toEqual({ ...standing, greeting: 'Hi' });
  expect(changeDraft(one, standing, { greeting: 'Hello' })).toEqual(noDraft);
  const look = { theme: 'auto', side: 'right', accent: standing.look.accent } as const;
  expect(changeDraft(noDraft, standing, { look })).toEqual(noDraft);
  expect(changeDraft(noDraft, standing, { starters: ['a'] }).changes).toEqual({ starters: ['a'] });
});

test('[DSK-1] what a colleague changed meanwhile is told, what they left alone is not', () => {
  const draft = changeDraft(noDraft, standing, { greeting: 'Hi', quiet_minutes: 5 });
  expect(overtaken(standing, draft)).toEqual([]);
  const theirs = { ...standing, greeting: 'Good day' };
  expect(overtaken(theirs, draft)).toEqual(['greeting']);
  expect(overtaken({ ...standing, greeting: 'Hi' }, draft)).toEqual([]);
});

test('[DSK-1] what is typed while a save is under way is kept', () => {
  const sent = changeDraft(noDraft, standing, { greeting: 'Hi', quiet_minutes: 5 });
  const later = changeDraft(sent, standing, { greeting: 'Hi there' });
  const left = savedDraft(later, sent.changes);
  expect(left.changes).toEqual({ greeting: 'Hi there' });
  expect(overtaken({ ...standing, greeting: 'Hi', quiet_minutes: 5 }, left)).toEqual([]);
  expect(savedDraft(sent, sent.changes)).toEqual(noDraft);
});
