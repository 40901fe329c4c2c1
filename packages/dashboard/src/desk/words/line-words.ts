import type { LineCode, MessageView } from '@belay/contract/desk/conversation';

const words: Record<LineCode, string> = {
  escalated_open: 'A person was called; the visitor was told that somebody comes',
  escalated_closed: 'A person was called out of hours; the visitor was told when people are back',
  joined: '{name} joined',
  left: '{name} left',
  handed_back: 'Handed back to the assistant',
  waiting_again: 'Waits for a person again',
  nobody_free: 'Nobody came after all reminders; the visitor was told, and offered e-mail',
  continued_with_agent: 'The visitor goes on with the assistant',
  closed: 'Closed',
  closed_idle: 'Closed after a long silence',
  reopened: 'Opened again',
  agent_unavailable: 'The assistant is not available; the visitor was told',
  lead_received: 'The visitor left contact details',
  assigned: 'Given to {name}',
  action_done: '{action} was done',
  action_failed: '{action} failed',
  rated: 'The visitor rated the conversation',
};

const unknownOutcome = '{action} was sent; nobody knows whether it worked';

/** A fixed sentence as the team reads it; one that is not known yet as it stands in `text`. Pure. */
export function lineWords({ line, text }: Pick<MessageView, 'line' | 'text'>): string {
  // an action that nobody knows the end of neither worked nor failed
  const isOpen = line?.code === 'action_failed' && line.params.state === 'unknown';
  const template = isOpen ? unknownOutcome : line && words[line.code];
  if (!line || !template) return text;
  const missing = /\{(\w+)\}/g;
  const filled = template.replace(missing, (_all, key: string) => line.params[key] ?? '');
  // without its parameter the sentence would say nothing
  return filled.replace(/\s+/g, ' ').trim() === template.replace(missing, '').trim() &&
    template.includes('{')
    ? text || filled
    : filled;
}
