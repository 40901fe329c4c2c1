import type { SettingsForm } from './settings-form.ts';

/** The fields that a problem can belong to, by their names on the wire. */
export const problemFields = [
  'token',
  'signing_secret',
  'app_token',
  'channels',
  'scope_template',
  'mode',
  'poll_seconds',
  'backfill_days',
  'retention_days',
  'name',
] as const;
export type ProblemField = (typeof problemFields)[number];
export type Problems = Partial<Record<ProblemField, string>>;

/** What can be told without asking the server, each at its field. Empty: ready to be sent. */
export function settingsProblems(form: SettingsForm): Problems {
  const problems: Problems = {};
  if (!form.allPublic && form.chosen.length === 0)
    problems.channels = 'Choose at least one channel, or all public channels.';
  if (!form.allPublic && form.chosen.length > 5000)
    problems.channels = 'A connector follows at most 5,000 chosen channels. Choose all public.';
  if (form.scopeTemplate.trim() === '')
    problems.scope_template = 'Write a scope, for example source:slack/channel:{channel}.';
  if (form.mode === 'polling' && !isWhole(form.pollSeconds, 10, 3600))
    problems.poll_seconds = 'Whole seconds, from 10 to 3,600.';
  if (form.backfillDays !== null && !isWhole(form.backfillDays, 0, 36_500))
    problems.backfill_days = 'Whole days, 0 for none.';
  if (form.retentionDays !== null && !isWhole(form.retentionDays, 1, 36_500))
    problems.retention_days = 'Whole days, at least 1.';
  return problems;
}

function isWhole(text: string, least: number, most: number): boolean {
  return /^\d{1,6}$/.test(text.trim()) && Number(text) >= least && Number(text) <= most;
}

/**
 * Where a refusal of the server belongs: `details.field` may be a path (`settings.scope_template`).
 * Undefined: to no field; it is shown beside the button.
 */
export function fieldOf(details: Record<string, unknown>): ProblemField | undefined {
  const path = typeof details.field === 'string' ? details.field : '';
  return path
    .split(/[.[\]/]+/)
    .reduce<ProblemField | undefined>(
      (found, part) => found ?? problemFields.find((field) => field === part),
      undefined,
    );
}
