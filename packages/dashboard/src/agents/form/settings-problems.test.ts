import { type AgentSettings, agentSettings, patchAgentBody } from '@belay/contract/desk/agent';
import { expect, test } from 'vitest';
import { settingsProblems } from './settings-problems.ts';

const standing = agentSettings.parse({});
const refused: [Partial<AgentSettings>, string][] = [
  [{ quiet_minutes: Number.NaN }, 'quiet_minutes'],
  [{ quiet_minutes: 1.5 }, 'quiet_minutes'],
  [{ idle_hours: { agent: 24, human: 2161 } }, 'idle_hours.human'],
  [{ idle_hours: { agent: 0, human: 1 } }, 'idle_hours.agent'],
  [{ languages: [] }, 'languages'],
  [{ starters: ['Where is it?', ' '] }, 'starters.1'],
  [{ look: { ...standing.look, accent: '#12' } }, 'look.accent'],
  [{ rules: [{ on: 'words', words: [] }] }, 'rules.0'],
  [{ rules: [{ on: 'low_rating' }, { on: 'failures', times: 11 }] }, 'rules.1'],
  [{ allowed_origins: ['https://shop.example', 'shop.example'] }, 'allowed_origins.1'],
  [{ allowed_origins: ['https://shop.example/'] }, 'allowed_origins.0'],
  [{ lead_form: { when: 'never', fields: [] } }, 'lead_form.fields'],
];

test('[DSK-1] what the server would refuse is told at its field before it is sent', () => {
  for (const [settings, path] of refused) {
    expect(Object.keys(settingsProblems(settings)), path).toEqual([path]);
    expect(patchAgentBody.safeParse({ settings }).success, path).toBe(false);
  }
});

test('[DSK-1] what is fine is fine: the defaults, and what the server takes', () => {
  expect(settingsProblems(standing)).toEqual({});
  const fine: Partial<AgentSettings> = {
    allowed_origins: ['https://*.shop.example', 'http://localhost:8080'],
    rules: [{ on: 'words', words: ['refund'] }],
    quiet_minutes: 1440,
  };
  expect(settingsProblems(fine)).toEqual({});
  expect(patchAgentBody.safeParse({ settings: fine }).success).toBe(true);
});

test('[DSK-1] two fields of one name, a date twice: told, though each would pass alone', () => {
  const email = { key: 'email', label: 'E-mail', kind: 'email', required: true } as const;
  expect(settingsProblems({ lead_form: { when: 'never', fields: [email, email] } })).toEqual({
    'lead_form.fields.1.label': 'Another field has this name.',
  });
  const day = { date: '2026-12-24', spans: [] };
  const week = { mon: [], tue: [], wed: [], thu: [], fri: [], sat: [], sun: [] };
  expect(settingsProblems({ hours: { zone: 'UTC', week, holidays: [day, day] } })).toEqual({
    'hours.holidays.1.date': 'This date stands above already.',
  });
});
