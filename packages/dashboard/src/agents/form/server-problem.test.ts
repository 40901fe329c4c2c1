import { actionBody } from '@belay/contract/desk/action';
import { agentSettings } from '@belay/contract/desk/agent';
import { expect, test } from 'vitest';
import type { z } from 'zod';
import { ApiError } from '../../api/api-error.ts';
import { problemAt } from './server-problem.ts';

/** What the API throws for a body that a schema refuses, as the server's `check` says it. */
function refusal(schema: z.ZodType, value: unknown): ApiError {
  const [issue] = schema.safeParse(value).error?.issues ?? [];
  if (!issue) throw new Error('nothing was refused');
  const details = { field: issue.path.join('.'), reason: issue.message };
  return new ApiError({ code: 'INVALID_BODY', status: 422, message: issue.message, details });
}

test('[DSK-1] a refusal stands at its field, in words for people', () => {
  const cases: [unknown, string, string][] = [
    [{ greeting: 'x'.repeat(501) }, 'greeting', 'At most 500 characters.'],
    [{ starters: Array(7).fill('a') }, 'starters', 'At most 6 of them.'],
    [{ starters: ['fine', ' '] }, 'starters.1', 'Something has to stand here.'],
    [{ quiet_minutes: 0 }, 'quiet_minutes', 'At least 1.'],
    [{ idle_hours: { agent: 9999, human: 1 } }, 'idle_hours', 'At most 720.'],
    [{ allowed_origins: ['shop'] }, 'allowed_origins', 'An origin such as https://shop.example.'],
    [
      { hours: { zone: 'Mars/Olympus', week: {} } },
      'hours.zone',
      'An IANA time zone such as Europe/Berlin.',
    ],
  ];
  for (const [value, field, words] of cases) {
    const error = refusal(agentSettings, value);
    expect(problemAt(error, field), field).toBe(words);
    expect(problemAt(error, 'name')).toBeUndefined();
  }
});

test('[DSK-5] a path inside belongs to the field around it, not to one that begins alike', () => {
  const error = refusal(actionBody, {
    name: 'Book',
    description: '',
    parameters: [{ key: 'Bad Key', description: 'x', kind: 'text' }],
    request: { method: 'GET', url: 'https://a.example' },
    say: { done: '', failed: '' },
  });
  expect(problemAt(error, 'parameters')).toBeDefined();
  expect(problemAt(error, 'parameters.0.key')).toBeDefined();
  expect(problemAt(error, 'param')).toBeUndefined();
  expect(problemAt(new Error('else'), 'parameters')).toBeUndefined();
});
