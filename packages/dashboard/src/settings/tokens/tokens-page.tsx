export function TokensPage() {
  return <p>Tokens</p>;
}
