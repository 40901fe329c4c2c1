import { Plus } from 'lucide-react';
import { useState } from 'react';
import { api } from '../../api/api.ts';
import { useCan, useTenant } from '../../session/use-session.ts';
import { NewOrganisationDialog } from '../../shell/new-organisation-dialog.tsx';
import { usePageTitle } from '../../shell/page.tsx';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { CopyLine } from '../../ui/copy-button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { reachWords } from '../members/reach-words.ts';
import { roleWords } from '../members/role-words.ts';
import { NameForm } from '../name-form.tsx';

/** The organisation that this tab works in, and what the person is in it. */
export function OrganisationPage() {
  const tenant = useTenant();
  const renames = useCan('tenant.manage');
  const [creating, setCreating] = useState(false);
  usePageTitle('Organisation');
  return (
    <div className="flex max-w-3xl flex-col gap-5">
      {tenant.is_demo && (
        <Notice>
          This is the demo: an invented company in a sandbox workspace, to try things in.
        </Notice>
      )}
      <Card title={tenant.name}>
        {renames && (
          <div className="mb-4">
            <NameForm
              label="Name"
              name={tenant.name}
              save={(name) => api.patch(`/v1/tenants/${tenant.id}`, { name })}
              saved="The organisation has its new name."
            />
          </div>
        )}
        <dl className="grid gap-x-6 gap-y-3 sm:grid-cols-[10rem_minmax(0,1fr)]">
          <dt className="text-soft">You are</dt>
          <dd>
            {tenant.role}: <span className="text-soft">{roleWords[tenant.role].toLowerCase()}</span>
          </dd>
          <dt className="text-soft">You read</dt>
          <dd>{reachWords(tenant)}</dd>
          <dt className="text-soft">Scope</dt>
          <dd>
            <CopyLine text={tenant.root_scope} what="the scope" />
            <p className="mt-1 text-sm text-soft">Everything of the organisation lies below it.</p>
          </dd>
          <dt className="text-soft">Id</dt>
          <dd>
            <CopyLine text={tenant.id} what="the id" />
            <p className="mt-1 text-sm text-soft">
              A link with <code className="font-mono">?org=</code> and this id opens in it.
            </p>
          </dd>
        </dl>
      </Card>
      <Card title="Another organisation">
        <div className="flex flex-wrap items-center gap-3">
          <p className="min-w-0 flex-1 basis-64 text-soft">
            With its own members, connectors and memory, strictly apart from this one.
          </p>
          <Button onClick={() => setCreating(true)}>
            <Plus /> New organisation
          </Button>
        </div>
      </Card>
      <NewOrganisationDialog open={creating} onOpenChange={setCreating} />
    </div>
  );
}
