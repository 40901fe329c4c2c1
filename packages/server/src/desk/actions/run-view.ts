import type { ActionRunView } from '@belay/contract/desk/action';
import { publicId } from '../../memory/ids.ts';
import { actionId } from './action-row.ts';

export interface RunRow {
  id: string;
  conversation: string;
  parameters: Record<string, string>;
  state: ActionRunView['state'];
  status: number | null;
  outcome: string | null;
  begun_at: Date;
  ended_at: Date | null;
}

/** A run as the wire has it, with the action (uuid, name) that ran. */
export function runView(row: RunRow, action: { id: string; name: string }): ActionRunView {
  return {
    id: publicId('run', row.id),
    action: { id: actionId(action.id), name: action.name },
    conversation_id: publicId('cnv', row.conversation),
    parameters: row.parameters,
    state: row.state,
    status: row.status,
    outcome: row.outcome,
    duration_ms: row.ended_at ? row.ended_at.getTime() - row.begun_at.getTime() : null,
    created_at: row.begun_at.toISOString(),
  };
}
