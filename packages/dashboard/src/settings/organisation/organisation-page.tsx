export function OrganisationPage() {
  return <p>Organisation</p>;
}
