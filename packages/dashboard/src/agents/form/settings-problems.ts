import type { AgentSettings, EscalationRule } from '@belay/contract/desk/agent';

/** Sentences by the path of what they are about: `idle_hours.agent`, `rules.0.words`. */
export type Problems = Record<string, string>;

/** What can be told of changed settings without asking the server, each at its field. */
export function settingsProblems(changes: Partial<AgentSettings>): Problems {
  const problems: Problems = {};
  const whole = (path: string, value: number | undefined, most: number) => {
    if (value === undefined || (Number.isInteger(value) && value >= 1 && value <= most)) return;
    problems[path] = `A whole number from 1 to ${most.toLocaleString('en')}.`;
  };
  whole('quiet_minutes', changes.quiet_minutes, 1440);
  whole('idle_hours.agent', changes.idle_hours?.agent, 720);
  whole('idle_hours.human', changes.idle_hours?.human, 2160);
  if (changes.languages?.length === 0) problems.languages = 'Choose at least one language.';
  for (const [index, starter] of (changes.starters ?? []).entries())
    if (starter.trim() === '') problems[`starters.${index}`] = 'Write a question, or remove it.';
  if (changes.look && !/^#[0-9a-f]{6}$/i.test(changes.look.accent))
    problems['look.accent'] = 'A colour such as #b4501e.';
  for (const [index, rule] of (changes.rules ?? []).entries()) {
    const problem = ruleProblem(rule);
    if (problem) problems[`rules.${index}`] = problem;
  }
  for (const [index, origin] of (changes.allowed_origins ?? []).entries())
    if (!originPattern.test(origin))
      problems[`allowed_origins.${index}`] =
        `${origin} is no origin. Write https://shop.example, or https://*.shop.example for all below it.`;
  leadProblems(changes.lead_form, problems);
  hoursProblems(changes.hours, problems);
  return problems;
}

const originPattern = /^https?:\/\/(\*\.)?[a-z0-9-]+(\.[a-z0-9-]+)*(:\d{1,5})?$/;

function ruleProblem(rule: EscalationRule): string | undefined {
  if (rule.on === 'words' && rule.words.length === 0) return 'Write the words, one a line.';
  if (rule.on === 'words' && rule.words.length > 50) return 'At most 50 words or phrases.';
  if (
    (rule.on === 'no_knowledge' || rule.on === 'failures') &&
    !(Number.isInteger(rule.times) && rule.times >= 1 && rule.times <= 10)
  )
    return 'A whole number from 1 to 10.';
  return undefined;
}

function leadProblems(form: AgentSettings['lead_form'] | undefined, problems: Problems): void {
  if (!form) return;
  if (form.fields.length === 0) problems['lead_form.fields'] = 'Ask for at least one thing.';
  for (const [index, field] of form.fields.entries()) {
    if (field.label.trim() === '') problems[`lead_form.fields.${index}.label`] = 'Name it.';
    if (form.fields.findIndex(({ key }) => key === field.key) < index)
      problems[`lead_form.fields.${index}.label`] = 'Another field has this name.';
  }
}

function hoursProblems(hours: AgentSettings['hours'] | undefined, problems: Problems): void {
  for (const [index, holiday] of (hours?.holidays ?? []).entries()) {
    const first = hours?.holidays.findIndex(({ date }) => date === holiday.date) ?? index;
    if (holiday.date === '') problems[`hours.holidays.${index}.date`] = 'Choose a date.';
    else if (first < index)
      problems[`hours.holidays.${index}.date`] = 'This date stands above already.';
  }
}
