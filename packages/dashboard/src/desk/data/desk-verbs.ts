import type { FileView, VerbAnswer } from '@belay/contract/desk/conversation';
import type { HeldLineView } from '@belay/contract/desk/slack-conversation';
import type { VisitorView } from '@belay/contract/desk/visitor';
import { api } from '../../api/api.ts';
import { conversationPath, visitorPath } from './desk-queries.ts';

const verb = (id: string, name: string, body?: unknown): Promise<VerbAnswer> =>
  api.post(`${conversationPath(id)}/${name}`, body);
const messagePath = (id: string, message: string) =>
  `${conversationPath(id)}/messages/${encodeURIComponent(message)}`;

/** What a button was made for: the server refuses a verb whose moment is over. */
export interface Seen {
  claim?: string;
  epoch?: number;
}

export function takeOver(
  id: string,
  reply?: { text: string; client_id: string },
): Promise<VerbAnswer> {
  return verb(id, 'take-over', reply);
}

export function steal(id: string, claim: string): Promise<VerbAnswer> {
  return verb(id, 'steal', { claim });
}

export interface NewMessage {
  text: string;
  note: boolean;
  file_ids: string[];
  client_id: string;
  leave: boolean;
}
export function sendMessage(id: string, message: NewMessage): Promise<VerbAnswer> {
  return verb(id, 'messages', message);
}

export function editMessage(id: string, message: string, text: string): Promise<VerbAnswer> {
  return api.patch(messagePath(id, message), { text });
}

export function deleteMessage(id: string, message: string): Promise<VerbAnswer> {
  return api.delete(messagePath(id, message));
}

export function teachMessage(id: string, message: string, taught: boolean): Promise<VerbAnswer> {
  return api.post(`${messagePath(id, message)}/teach`, { taught });
}

export function handBack(id: string, seen: Seen, instruction: string): Promise<VerbAnswer> {
  return verb(id, 'hand-back', { ...seen, ...(instruction ? { instruction } : {}) });
}

export function release(id: string, seen: Seen): Promise<VerbAnswer> {
  return verb(id, 'release', seen);
}

export function closeConversation(id: string, seen: Seen): Promise<VerbAnswer> {
  return verb(id, 'close', seen);
}

export function reopen(id: string): Promise<VerbAnswer> {
  return verb(id, 'reopen');
}

export function assign(id: string, seen: Seen, person: string | null): Promise<VerbAnswer> {
  return verb(id, 'assign', { ...seen, person_id: person });
}

export type HeldChoice = HeldLineView['choices'][number];

/** What becomes of a line that was typed in Slack; by its author alone. */
export function answerHeld(id: string, line: string, choice: HeldChoice): Promise<VerbAnswer> {
  return verb(id, `held/${encodeURIComponent(line)}`, { choice });
}

/** null: wakes it. */
export function snooze(id: string, until: Date | null): Promise<VerbAnswer> {
  return verb(id, 'snooze', { until: until?.toISOString() ?? null });
}

export function escalate(id: string, detail: string): Promise<VerbAnswer> {
  return verb(id, 'escalate', detail ? { detail } : {});
}

export function markSeen(id: string, seq: number): Promise<unknown> {
  return verb(id, 'seen', { seq });
}

export function tellTyping(id: string): Promise<unknown> {
  return verb(id, 'typing');
}

/** The bytes as they are; the server looks at what they really are (SEC-5). */
export async function uploadFile(file: File, signal: AbortSignal): Promise<FileView> {
  const response = await api.raw(`/v1/desk/files?name=${encodeURIComponent(file.name)}`, {
    method: 'POST',
    body: file,
    headers: { 'content-type': file.type || 'application/octet-stream' },
    signal,
  });
  // the contract of the route
  return (await response.json()) as FileView;
}

export function blockVisitor(id: string, reason: string): Promise<VisitorView> {
  return api.post(`${visitorPath(id)}/block`, { reason });
}

export function unblockVisitor(id: string): Promise<VisitorView> {
  return api.post(`${visitorPath(id)}/unblock`);
}

export function eraseVisitor(id: string): Promise<unknown> {
  return api.delete(visitorPath(id));
}
