import type { LineCode } from '@belay/contract/desk/conversation';

type Params = Record<string, string>;

/** Where the team is away: when it is back, if ever, in its own zone. */
const back = ({ opens_at, zone }: Params): string =>
  opens_at === undefined
    ? 'Our team is away right now.'
    : `Our team is away right now and back on ${moment(opens_at, zone)}.`;
const reachable = 'Leave your e-mail address, and the answer reaches you there too.';

const texts: Record<LineCode, (params: Params) => string> = {
  escalated_open: ({ until, zone }) =>
    until === undefined
      ? 'Our team has been asked to join and answers here.'
      : `Our team has been asked to join and answers here. It is there until ${moment(until, zone)}.`,
  escalated_closed: (params) => `${back(params)} It has your question. ${reachable}`,
  joined: ({ name }) => `${name} joined.`,
  left: ({ name }) => `${name} left.`,
  handed_back: () => 'The assistant answers again. You can ask for a person at any time.',
  waiting_again: (params) =>
    params.closed === undefined
      ? `${params.name ?? 'Our colleague'} had to leave. Somebody else of our team answers here.`
      : `${params.name ?? 'Our colleague'} had to leave. ${back(params)} ${reachable}`,
  nobody_free: ({ mail }) =>
    mail === undefined
      ? 'Nobody of our team has been free so far. You needn’t wait here: leave your e-mail address, and we can answer you there.'
      : 'Nobody of our team has been free so far. You needn’t wait here: we have your e-mail address and can answer you there.',
  continued_with_agent: () => 'The assistant answers again.',
  closed: () => 'This conversation was closed. Write again at any time.',
  closed_idle: () => 'This conversation was closed after a long silence. Write again at any time.',
  reopened: () => 'The conversation goes on.',
  agent_unavailable: () =>
    'The assistant can’t answer right now. Your message is kept, and you can ask for a person.',
  lead_received: () => 'Thank you. We have noted how to reach you.',
  assigned: ({ name }) => `${name} goes on from here.`,
  action_done: ({ action = 'The action' }) => `${action}: done.`,
  action_failed: ({ action = 'The action', state }) =>
    state === 'unknown'
      ? `${action}: sent, but nobody knows whether it worked.`
      : `${action}: that did not work.`,
  rated: () => 'Thank you for your rating.',
};

/** A fixed sentence in English; widgets say it in the visitor's language from code and parameters. */
export function lineText(code: LineCode, params: Params = {}): string {
  return texts[code](params);
}

function moment(iso: string, zone = 'UTC'): string {
  const text = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    hour: '2-digit',
    minute: '2-digit',
  }).format(new Date(iso));
  return `${text} (${zone})`;
}
