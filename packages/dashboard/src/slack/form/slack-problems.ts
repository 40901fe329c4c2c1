import type { LadderStep, SlackRule, SlackSettings } from '@belay/contract/desk/slack-settings';
import type { Problems } from '../../agents/form/settings-problems.ts';

/** What can be told of changed settings without asking the server, each at its field. */
export function slackProblems(changes: Partial<SlackSettings>): Problems {
  const problems: Problems = {};
  for (const [index, rule] of (changes.rules ?? []).entries())
    ruleProblems(rule, `rules.${index}`, problems);
  let before = 0;
  for (const [index, step] of (changes.ladder ?? []).entries()) {
    stepProblems(step, before, `ladder.${index}`, problems);
    before = step.after_minutes;
  }
  const { thread_delay: delay, digest } = changes;
  if (delay !== undefined && !(Number.isInteger(delay) && delay >= 0 && delay <= 10))
    problems.thread_delay = 'A whole number from 0 to 10.';
  if (digest?.channel === '') problems['digest.channel'] = 'Choose where it goes.';
  if (digest && !/^\d\d:\d\d$/.test(digest.at)) problems['digest.at'] = 'A time such as 09:00.';
  return problems;
}

function ruleProblems(rule: SlackRule, at: string, problems: Problems): void {
  if (rule.name.trim() === '') problems[`${at}.name`] = 'Give it a name: the log quotes it.';
  if (rule.channel === '') problems[`${at}.channel`] = 'Choose where it sends to.';
  const code = rule.when.languages.find((language) => !/^[a-z]{2,3}$/.test(language));
  if (code !== undefined)
    problems[`${at}.when.languages`] = `${code} is no code of a language, such as de or fr.`;
}

function stepProblems(step: LadderStep, before: number, at: string, problems: Problems): void {
  const { after_minutes: minutes } = step;
  if (!(Number.isInteger(minutes) && minutes >= 1 && minutes <= 10_080))
    problems[`${at}.after_minutes`] = 'A whole number from 1 to 10,080.';
  else if (minutes < before)
    problems[`${at}.after_minutes`] = `The step above comes after ${before}: not before it.`;
  if (step.do === 'mention' && step.user_group === '')
    problems[`${at}.user_group`] = 'Choose whom it calls.';
  if (step.do === 'channel' && step.channel === '')
    problems[`${at}.channel`] = 'Choose where it goes.';
  if (step.do === 'mail') {
    const wrong = step.to.find((address) => !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(address));
    if (wrong !== undefined) problems[`${at}.to`] = `${wrong} is no e-mail address.`;
  }
}
