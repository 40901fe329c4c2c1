import type { AgentScope, AgentView } from '@belay/contract/desk/agent';
import { Lock } from 'lucide-react';
import { type KeyboardEvent, useState } from 'react';
import { toast } from 'sonner';
import { useSubmit } from '../../api/use-submit.ts';
import { Button } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { Drawer } from '../../ui/dialog.tsx';
import { ErrorNote } from '../../ui/error-state.tsx';
import { Field } from '../../ui/field.tsx';
import { formatCount, formatNumber } from '../../ui/format-number.ts';
import { Input } from '../../ui/input.tsx';
import { chooseScopes } from '../data/knowledge-verbs.ts';
import { choiceChange, exposureWords, foundScopes, unconfirmed } from './scope-choice.ts';
import { scopeColumns } from './scope-columns.tsx';

/** As many as one agent may have. */
const most = 500;

/** Chooses channels among hundreds. A private one is asked about once more, by name. */
export function ScopeDrawer({
  agent,
  scopes: current,
  onClose,
}: {
  agent: AgentView;
  scopes: AgentScope[];
  onClose(): void;
}) {
  // the list moves on below; what is chosen from stays what was opened
  const [scopes] = useState(current);
  const [query, setQuery] = useState('');
  const [confirming, setConfirming] = useState(false);
  const [chosen, setChosen] = useState(
    () => new Set(scopes.filter((scope) => scope.chosen).map(({ scope }) => scope)),
  );
  const found = foundScopes(scopes, query);
  const opened = unconfirmed(scopes, chosen);
  const changes = choiceChange(scopes, chosen);
  const apply = async () => {
    await chooseScopes(agent.id, chosen, opened);
    toast.success(`Saved: ${changes || `${names(opened)} confirmed`}.`);
    onClose();
  };
  const { run, pending, error } = useSubmit(apply);
  const toggle = ({ scope }: AgentScope) =>
    setChosen((before) => {
      const next = new Set(before);
      if (!next.delete(scope)) next.add(scope);
      return next;
    });
  return (
    <Drawer
      open
      onOpenChange={(open) => {
        if (!open && !pending) onClose();
      }}
      className="max-w-xl"
      title="Choose channels"
      text={`${agent.name} answers visitors from these. Nothing else of your memory reaches them.`}
      actions={
        <>
          <p className="mr-auto self-center text-sm text-soft" role="status">
            {chosen.size > most
              ? `At most ${formatNumber(most)}: remove ${formatNumber(chosen.size - most)}.`
              : changes || `${formatCount(chosen.size, 'channel')} chosen`}
          </p>
          <Button onClick={onClose} disabled={pending}>
            Cancel
          </Button>
          <Button
            look="primary"
            pending={pending}
            disabled={(changes === '' && opened.length === 0) || chosen.size > most}
            onClick={() => (opened.length > 0 ? setConfirming(true) : void run())}
          >
            Save
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-3">
        <Field label="Search" hint={`${formatCount(found.length, 'channel')} in memory`}>
          <Input
            type="search"
            value={query}
            onChange={({ target }) => setQuery(target.value)}
            placeholder="support, org:acme/…"
            autoComplete="off"
          />
        </Field>
        {error !== null && <ErrorNote error={error} />}
        {/* biome-ignore lint/a11y/noStaticElementInteractions: the rows inside have the focus; Space is a second key for Enter */}
        <div onKeyDown={onSpace} className="rounded-md border border-line">
          <DataTable
            label="Channels in memory"
            columns={scopeColumns(chosen)}
            rows={found}
            rowKey={({ scope }) => scope}
            onOpen={toggle}
            isChosen={({ scope }) => chosen.has(scope)}
            rowHeight={36}
            maxHeight="max(12rem, calc(100dvh - 20rem))"
            empty={<p className="px-4 py-6 text-center text-soft">No channel has that name.</p>}
          />
        </div>
      </div>
      {confirming && (
        <ConfirmDialog
          open
          onOpenChange={setConfirming}
          title={`Let visitors read ${names(opened)}`}
          text={exposureWords(opened)}
          action={`Let visitors read ${opened.length === 1 ? 'it' : 'them'}`}
          onConfirm={apply}
        >
          <ul className="flex max-h-48 flex-col gap-1 overflow-y-auto">
            {opened.map((scope) => (
              <li key={scope.scope} className="flex items-center gap-2">
                <Lock aria-hidden className="size-3.5 shrink-0 text-warn" />
                <span className="min-w-0 truncate">{scope.label}</span>
                <span className="ml-auto text-sm text-soft">
                  {formatCount(scope.experiences, 'message')}
                </span>
              </li>
            ))}
          </ul>
        </ConfirmDialog>
      )}
    </Drawer>
  );
}

function names(scopes: readonly AgentScope[]): string {
  return scopes.length === 1
    ? (scopes[0]?.label ?? '')
    : formatCount(scopes.length, 'private channel');
}

/** Space chooses like Enter, as on any box. */
function onSpace(event: KeyboardEvent): void {
  if (event.key !== ' ' || !(event.target instanceof HTMLElement)) return;
  if (event.target.getAttribute('data-index') === null) return;
  event.preventDefault();
  event.target.click();
}
