import { renderScope } from '../map/scope-template.ts';
import type { MessageRecord } from '../ports.ts';
import type { Run } from './run.ts';

/** The scope that a message's experiences were written to. */
export function recordScope(run: Run, record: MessageRecord): string {
  if (record.scope !== undefined) return record.scope;
  // the template names neither author nor thread, or the record would have kept its scope
  return renderScope(run.template, {
    channel: run.channels.get(record.channelId)?.scopeName ?? record.channelId,
    workspace: run.identity.domain,
    author: '',
    thread_ts: '',
  });
}
