/** What an agent's sealed identity secret is bound to: swapped into another row it doesn't open. */
export const identitySecretName = ({ tenant, id }: { tenant: string; id: string }) =>
  `agent-identity:${tenant}:${id}`;
