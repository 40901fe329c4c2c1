/** Why a conversation would go to a person here, in a sentence. */
export function handOverWords({
  reason,
  detail,
}: {
  reason: string;
  detail: string | null;
}): string {
  const why = {
    visitor: 'the visitor asks for a person',
    agent: 'the agent decides so',
    rule: detail ? `of the rule “${detail}”` : 'a rule says so',
    model_failed: 'the model failed',
    api: 'a call asks for it',
    low_rating: 'of a low rating',
  }[reason];
  if (why === undefined) return 'It would hand over to a person here.';
  return `It would hand over to a person here, because ${why}${
    detail && reason !== 'rule' ? `: ${detail}` : ''
  }.`;
}
