import { type ActionView, actionBody, patchActionBody } from '@belay/contract/desk/action';
import { expect, test } from 'vitest';
import {
  type ActionForm,
  actionBodyOf,
  actionForm,
  actionPatchOf,
  actionProblems,
  newAction,
} from './action-form.ts';

const form: ActionForm = {
  ...newAction,
  name: ' Book a demo ',
  phrases: 'book a demo\n\n demo ',
  url: 'https://crm.example/demos/{day}',
  parameters: [
    { key: 'day', description: 'Which day', kind: 'choice', choices: 'Mon\nTue', required: true },
    { key: 'email', description: 'E-mail', kind: 'email', choices: 'left over', required: false },
  ],
  headers: [
    { name: 'X-Api-Key', value: 'k' },
    { name: ' ', value: 'dropped' },
  ],
};

test('[DSK-5] a form is a body that the server takes, without what does not belong', () => {
  const body = actionBody.parse(actionBodyOf(form));
  expect(body.name).toBe('Book a demo');
  expect(body.phrases).toEqual(['book a demo', 'demo']);
  expect(body.parameters.map(({ choices }) => choices)).toEqual([['Mon', 'Tue'], []]);
  expect(body.request.headers).toEqual([{ name: 'X-Api-Key', value: 'k' }]);
  expect(actionProblems(form)).toEqual({});
});

test('[DSK-5] a header that nobody typed anew keeps its value, which the page never had', () => {
  const { request, ...rest } = actionBodyOf(form);
  const view: ActionView = {
    ...rest,
    request: { ...request, headers: [{ name: 'X-Api-Key' }] },
    id: 'act_1',
    created_at: '',
    updated_at: '',
  };
  const shown = actionForm(view);
  expect(shown.headers).toEqual([{ name: 'X-Api-Key', value: null }]);
  const patch = patchActionBody.parse(actionPatchOf(shown));
  expect(patch.request?.headers).toEqual([{ name: 'X-Api-Key' }]);
  expect(actionForm({ ...view, ...rest })).toEqual(shown);
});

test('[DSK-5] what is missing or wrong is told at its field', () => {
  expect(actionProblems(newAction)).toEqual({
    name: 'Give it a name.',
    'request.url': 'Where the request goes.',
  });
  const wrong = (change: Partial<ActionForm>) =>
    Object.keys(actionProblems({ ...form, ...change }));
  expect(wrong({ timeout: 31 })).toEqual(['request.timeout_s']);
  expect(wrong({ url: 'https://crm.example/{nobody}' })).toEqual(['request.url']);
  const [day] = form.parameters;
  if (!day) throw new Error('the form has parameters');
  expect(wrong({ parameters: [day, day] })).toEqual(['parameters.1.key']);
  expect(wrong({ parameters: [{ ...day, choices: ' \n' }] })).toEqual(['parameters.0.choices']);
  expect(wrong({ parameters: [{ ...day, key: 'Day!' }] })).toContain('parameters.0.key');
});
