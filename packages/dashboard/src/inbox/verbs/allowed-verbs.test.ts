import { describe, expect, test } from 'vitest';
import { aConversation } from '../../desk/testing/a-conversation.ts';
import { replyMode } from '../composer/compose-mode.ts';
import { allowedVerbs } from './allowed-verbs.ts';
import { snoozeTimes } from './snooze-times.ts';

const ann = { id: 'ann', operates: true, isAdmin: false };
const held = aConversation({
  state: 'human',
  owner: { id: 'ann', name: 'Ann Berg' },
  claim: 'clm_1',
});
const on = (verbs: object) =>
  Object.entries(verbs)
    .filter(([, value]) => value === true)
    .map(([name]) => name);

describe('[DSK-8] buttons follow the transition table', () => {
  test('each state offers what it allows', () => {
    expect(on(allowedVerbs(aConversation(), ann))).toEqual(['takeOver', 'close', 'escalate']);
    const waiting = aConversation({ state: 'waiting' });
    expect(on(allowedVerbs(waiting, ann))).toEqual(['takeOver', 'assign', 'close']);
    expect(on(allowedVerbs(aConversation({ state: 'closed' }), ann))).toEqual(['takeOver']);
    expect(on(allowedVerbs(held, ann))).toEqual([
      'handBack',
      'release',
      'assign',
      'snooze',
      'close',
    ]);
  });

  test("[TKO-1] a colleague's conversation: an admin may, others after the quiet warning", () => {
    const ben = { ...ann, id: 'ben' };
    expect(on(allowedVerbs(held, ben))).toEqual([]);
    expect(allowedVerbs(held, ben).steal).toMatch(/Ann Berg holds it/);
    expect(on(allowedVerbs({ ...held, quiet_warning: true }, ben))).toEqual(['steal']);
    expect(allowedVerbs(held, { ...ben, isAdmin: true }).steal).toBe(true);
  });

  test('who may not operate gets no verb', () => {
    expect(on(allowedVerbs(held, { ...ann, operates: false }))).toEqual([]);
  });
});

describe('[DSK-6] the composer says where the words go', () => {
  const person = { id: 'ann', name: 'Ann Berg' };
  test('to whom, as whose, and what else sending does', () => {
    expect(replyMode(held, person)).toMatchObject({
      where: 'To Ada Park as Ann',
      entersSend: true,
    });
    const byAgent = replyMode(aConversation(), person);
    expect(byAgent.where).toBe('To Ada Park as Ann. Fern holds this conversation.');
    expect(byAgent.sends.map(({ kind }) => kind)).toEqual(['leave', 'take']);
    expect(byAgent.entersSend).toBe(false);
    const other = replyMode(held, { id: 'ben', name: 'Ben' });
    expect(other.sends).toEqual([]);
    expect(other.where).toMatch(/^Ann Berg answers the visitor/);
  });
});

test('[DSK-6] snooze: usual times are ahead, in order, on the clock of the viewer', () => {
  const friday = new Date(2026, 10, 20, 15, 0);
  const times = snoozeTimes(friday);
  expect(times.map(({ label }) => label)).toContain('On Monday morning');
  expect(times.every(({ at }) => at > friday)).toBe(true);
  expect(times.find(({ label }) => label === 'Tomorrow morning')?.at.getHours()).toBe(9);
  const sunday = new Date(2026, 10, 22, 15, 0);
  expect(snoozeTimes(sunday).map(({ label }) => label)).not.toContain('On Monday morning');
});
