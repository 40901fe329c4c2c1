import type { ActionBody, ActionView, PatchActionBody } from '@belay/contract/desk/action';

/** An action while somebody types it. */
export interface ActionForm {
  name: string;
  description: string;
  /** one a line */
  phrases: string;
  parameters: ParameterForm[];
  method: ActionBody['request']['method'];
  url: string;
  headers: HeaderForm[];
  timeout: number;
  confirm: boolean;
  idempotent: boolean;
  notify: boolean;
  enabled: boolean;
  done: string;
  failed: string;
}
export interface ParameterForm {
  key: string;
  description: string;
  kind: ActionBody['parameters'][number]['kind'];
  /** one a line */
  choices: string;
  required: boolean;
}
export interface HeaderForm {
  name: string;
  /** null: the one that stands, which nobody can read again */
  value: string | null;
}

export const newAction: ActionForm = {
  name: '',
  description: '',
  phrases: '',
  parameters: [],
  method: 'POST',
  url: '',
  headers: [],
  timeout: 10,
  confirm: true,
  idempotent: false,
  notify: true,
  enabled: true,
  done: 'Done.',
  failed: 'That did not work. Somebody will look at it.',
};

/** What stands, as a form. */
export function actionForm(view: ActionView): ActionForm {
  return {
    name: view.name,
    description: view.description,
    phrases: view.phrases.join('\n'),
    parameters: view.parameters.map((one) => ({ ...one, choices: one.choices.join('\n') })),
    method: view.request.method,
    url: view.request.url,
    headers: view.request.headers.map(({ name }) => ({ name, value: null })),
    timeout: view.request.timeout_s,
    confirm: view.confirm,
    idempotent: view.idempotent,
    notify: view.notify,
    enabled: view.enabled,
    done: view.say.done,
    failed: view.say.failed,
  };
}

/** The form as a new action. */
export function actionBodyOf(form: ActionForm): ActionBody {
  const { headers, ...request } = requestOf(form);
  return {
    ...fieldsOf(form),
    request: {
      ...request,
      headers: headers.map(({ name, value }) => ({ name, value: value ?? '' })),
    },
  };
}

/** The form as a change of what stands: headers whose value nobody typed keep theirs. */
export function actionPatchOf(form: ActionForm): PatchActionBody {
  const { headers, ...request } = requestOf(form);
  return {
    ...fieldsOf(form),
    request: {
      ...request,
      headers: headers.map(({ name, value }) => (value === null ? { name } : { name, value })),
    },
  };
}

function fieldsOf(form: ActionForm) {
  const { name, description, confirm, idempotent, notify, enabled, done, failed } = form;
  return {
    name: name.trim(),
    description,
    phrases: linesOf(form.phrases),
    parameters: form.parameters.map((one) => ({
      ...one,
      key: one.key.trim(),
      description: one.description.trim(),
      choices: one.kind === 'choice' ? linesOf(one.choices) : [],
    })),
    confirm,
    idempotent,
    notify,
    enabled,
    say: { done, failed },
  };
}

function requestOf({ method, url, headers, timeout }: ActionForm) {
  return {
    method,
    url: url.trim(),
    timeout_s: timeout,
    headers: headers
      .map(({ name, value }) => ({ name: name.trim(), value }))
      .filter(({ name }) => name !== ''),
  };
}

/** What can be told without asking the server, by the names on the wire. */
export function actionProblems(form: ActionForm): Record<string, string> {
  const problems: Record<string, string> = {};
  if (form.name.trim() === '') problems.name = 'Give it a name.';
  if (form.url.trim() === '') problems['request.url'] = 'Where the request goes.';
  if (!(Number.isInteger(form.timeout) && form.timeout >= 1 && form.timeout <= 30))
    problems['request.timeout_s'] = 'A whole number from 1 to 30.';
  const keys = form.parameters.map(({ key }) => key.trim());
  for (const [index, { key, description, kind, choices }] of form.parameters.entries()) {
    const at = (field: string) => `parameters.${index}.${field}`;
    if (!/^[a-z][a-z0-9_]{0,31}$/.test(key.trim()))
      problems[at('key')] = 'Small letters, digits and _, such as order_id.';
    else if (keys.indexOf(key.trim()) < index)
      problems[at('key')] = 'Another parameter has this name.';
    if (description.trim() === '') problems[at('description')] = 'The agent asks for it with this.';
    if (kind === 'choice' && linesOf(choices).length === 0)
      problems[at('choices')] = 'One choice a line.';
  }
  const known = new Set(keys);
  const unknown = [...form.url.matchAll(/\{([^{}]*)\}/g)].find(
    ([, name = '']) => !known.has(name),
  )?.[1];
  if (unknown !== undefined)
    problems['request.url'] ??=
      `There is no parameter {${unknown}}. Add it below, or write the address out.`;
  return problems;
}

function linesOf(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
}
