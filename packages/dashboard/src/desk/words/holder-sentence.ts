import type { ConversationView } from '@belay/contract/desk/conversation';
import { durationWords } from '../../ui/time-words.ts';
import { reasonWords } from './reason-words.ts';

/** Who holds the conversation, since when, and what happens next: one sentence or two. Pure. */
export function holderSentence(view: ConversationView, person: string, now: number): string {
  const since = (iso: string | null) =>
    iso === null ? '' : ` for ${waitedWords(Date.parse(iso), now)}`;
  switch (view.state) {
    case 'agent':
      return `${view.agent.name} answers by itself.`;
    case 'waiting': {
      const reason = view.escalation?.reasons.at(-1);
      const mentioned = view.assignee ? ` ${view.assignee.name} was asked to take it.` : '';
      const why = reason ? ` ${reasonWords(reason)}` : '';
      return `Waits for a person${since(view.escalation?.at ?? null)}.${why}${mentioned}`;
    }
    case 'human': {
      const mine = view.owner?.id === person;
      const holder = `With ${mine ? 'you' : (view.owner?.name ?? 'a colleague')}`;
      const snoozed = view.snooze_until
        ? ` Snoozed until ${shortMoment(Date.parse(view.snooze_until), now)}, or until the visitor writes.`
        : '';
      return `${holder}${since(view.claimed_at)}.${snoozed}${quietWords(view, mine, now)}`;
    }
    case 'closed':
      return `Closed ${view.closed_at ? `${waitedWords(Date.parse(view.closed_at), now)} ago` : ''}. A new word of the visitor opens it again.`;
  }
}

function quietWords(view: ConversationView, mine: boolean, now: number): string {
  if (view.quiet_due === null || view.snooze_until !== null) return '';
  const left = Date.parse(view.quiet_due) - now;
  if (left <= 0) return ' It goes back to the queue now.';
  if (!view.quiet_warning && left > 5 * 60_000) return '';
  return ` Without an answer${mine ? ' of yours' : ''} it goes back to the queue in ${waitedWords(now, now + left)}.`;
}

/** `4 min`, `1 h`: a time that goes on, in whole units, so that it never runs ahead. Pure. */
export function waitedWords(since: number, now: number): string {
  const ms = Math.max(0, now - since);
  const unit = [86_400_000, 3_600_000, 60_000].find((each) => ms >= each) ?? 1_000;
  if (unit === 3_600_000) return durationWords(Math.floor(ms / 60_000) * 60_000);
  return durationWords(Math.max(1_000, Math.floor(ms / unit) * unit));
}

const clock = new Intl.DateTimeFormat('en', {
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});
const weekday = new Intl.DateTimeFormat('en', {
  weekday: 'short',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});
const date = new Intl.DateTimeFormat('en', {
  month: 'short',
  day: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});

/** `14:05` today, `Mon 09:00` within a week, else `Nov 21, 09:00`. Pure but for the viewer's zone. */
export function shortMoment(at: number, now: number): string {
  if (new Date(at).toDateString() === new Date(now).toDateString()) return clock.format(at);
  return Math.abs(at - now) < 6 * 86_400_000 ? weekday.format(at) : date.format(at);
}
