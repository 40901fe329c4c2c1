import type { ConnectorView } from '@belay/contract/connector';
import { Card } from '../../ui/card.tsx';
import { ScopeList } from '../add/scope-list.tsx';

/** What the app may in Slack; shown open only where something is missing that matters. */
export function ScopesCard({ view }: { view: ConnectorView }) {
  const missing = view.scopes.filter(({ granted, need }) => !granted && need !== 'optional');
  if (view.scopes.length === 0) return null;
  return (
    <Card
      title="Permissions in Slack"
      text={
        missing.length === 0
          ? 'Everything that it needs was granted.'
          : `Missing: ${missing.map(({ scope }) => scope).join(', ')}`
      }
    >
      <details open={missing.some(({ need }) => need === 'required')}>
        <summary className="text-sm text-soft">What each permission gives</summary>
        <ScopeList scopes={view.scopes} className="mt-2" />
      </details>
    </Card>
  );
}
