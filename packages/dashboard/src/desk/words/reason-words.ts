import type { EscalationReason } from '@belay/contract/desk/conversation';

const words: Record<EscalationReason, string> = {
  visitor: 'The visitor asked for a person.',
  agent: 'The assistant asked for a person.',
  rule: 'A rule asked for a person.',
  api: 'A program asked for a person.',
  model_failed: 'The assistant could not answer.',
  low_rating: 'The visitor was not satisfied.',
  returned: 'Whoever held it gave it back, or fell silent.',
};

/** Why a person is wanted, in a sentence or two. Pure. */
export function reasonWords({
  reason,
  detail,
}: {
  reason: EscalationReason;
  detail: string | null;
}): string {
  if (reason === 'rule' && detail) return `A rule asked for a person: ${ended(detail)}`;
  return detail ? `${words[reason]} ${ended(detail)}` : words[reason];
}

function ended(text: string): string {
  return /[.!?…]$/.test(text) ? text : `${text}.`;
}
