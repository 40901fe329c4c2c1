import type { ConversationView } from '@belay/contract/desk/conversation';

/** Who the visitor is, as far as anybody knows: name, else e-mail, else "Anonymous visitor". Pure. */
export function visitorName({
  name,
  email,
}: {
  name: string | null;
  email: string | null;
}): string {
  return name ?? email ?? 'Anonymous visitor';
}

/** "Ada Park", or where nobody knows: "Anonymous #12", by the conversation's number. Pure. */
export function partnerName({
  visitor,
  number,
}: Pick<ConversationView, 'visitor' | 'number'>): string {
  const known = visitor.name ?? visitor.email;
  return known ?? `Anonymous #${number}`;
}

/** "Ann" of "Ann Berg": what visitors are told. Pure. */
export function firstName(name: string): string {
  return name.trim().split(/\s+/)[0] ?? name;
}
