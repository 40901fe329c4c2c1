import { ScopesCard } from './scopes-card.tsx';
import { SourcesCard } from './sources-card.tsx';

/** What the agent answers from: channels that were opted in, and what it was taught by hand. */
export function KnowledgeTab() {
  return (
    <>
      <ScopesCard />
      <SourcesCard />
    </>
  );
}
