import type { ChannelChoice } from '@belay/contract/connector';
import { X } from 'lucide-react';
import type { KeyboardEvent } from 'react';
import { Button } from '../../ui/button.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { ErrorNote } from '../../ui/error-state.tsx';
import { Field } from '../../ui/field.tsx';
import { formatCount } from '../../ui/format-number.ts';
import { Input } from '../../ui/input.tsx';
import { Notice } from '../../ui/notice.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import type { Eyes } from '../data/connector-verbs.ts';
import type { ChosenChannel } from '../settings/settings-form.ts';
import { choiceColumns } from './choice-columns.tsx';
import { unknownWords } from './unknown-words.ts';
import { useChannelSearch } from './use-channel-search.ts';

/** Channels by search over all that the token sees, or by a pasted list of names. */
export function ChannelPicker({
  eyes,
  eyesKey,
  chosen,
  onChange,
  error,
}: {
  eyes: Eyes;
  /** names what `eyes` sees, without a secret */
  eyesKey: string;
  chosen: ChosenChannel[];
  onChange(chosen: ChosenChannel[]): void;
  error?: string | undefined;
}) {
  const add = (found: ChosenChannel[]) => {
    const known = new Set(chosen.map(({ id }) => id));
    onChange([...chosen, ...found.filter(({ id }) => !known.has(id))]);
  };
  const search = useChannelSearch(eyes, eyesKey, add);
  const ids = new Set(chosen.map(({ id }) => id));
  const toggle = ({ id, name }: ChannelChoice) =>
    onChange(ids.has(id) ? chosen.filter((one) => one.id !== id) : [...chosen, { id, name }]);
  const onSpace = (event: KeyboardEvent) => {
    if (event.key !== ' ' || !(event.target instanceof HTMLElement)) return;
    const row = search.items[Number(event.target.dataset.index ?? Number.NaN)];
    if (!row) return;
    event.preventDefault();
    toggle(row);
  };
  return (
    <div className="flex flex-col gap-3">
      <Field
        label="Search, or paste names"
        error={error}
        hint="Several at once: #engineering, #product, #incidents"
      >
        <Input
          type="search"
          value={search.text}
          onChange={(event) => search.setText(event.target.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter') return;
            event.preventDefault();
            search.submit();
          }}
          placeholder="#engineering"
          autoComplete="off"
        />
      </Field>
      {search.unknown.length > 0 && <Notice tone="warn">{unknownWords(search.unknown)}</Notice>}
      {chosen.length > 0 && <Chosen chosen={chosen} onChange={onChange} />}
      {search.error ? (
        <ErrorNote error={search.error} />
      ) : search.isPending ? (
        <SkeletonRows rows={5} className="rounded-md border border-line" />
      ) : (
        // biome-ignore lint/a11y/noStaticElementInteractions: the rows inside have the focus; Space is a second key for Enter
        <div onKeyDown={onSpace} className="rounded-md border border-line">
          <DataTable
            label="Channels of the workspace"
            columns={choiceColumns(ids, search.total)}
            rows={search.items}
            rowKey={(channel) => channel.id}
            isChosen={(channel) => ids.has(channel.id)}
            onOpen={toggle}
            onEnd={search.more}
            rowHeight={36}
            maxHeight="18rem"
            empty={
              <p className="px-3 py-6 text-center text-soft">
                No channel is called so. A private one appears after{' '}
                <code className="font-mono">/invite</code> of the bot there.
              </p>
            }
          />
        </div>
      )}
    </div>
  );
}

const mostShown = 30;

function Chosen({
  chosen,
  onChange,
}: {
  chosen: ChosenChannel[];
  onChange(chosen: ChosenChannel[]): void;
}) {
  return (
    <div>
      <p className="mb-1.5 flex items-center justify-between text-sm text-soft">
        <span aria-live="polite">{formatCount(chosen.length, 'channel')} chosen</span>
        <Button size="sm" look="ghost" onClick={() => onChange([])}>
          Remove all
        </Button>
      </p>
      <ul className="flex flex-wrap gap-1.5">
        {chosen.slice(0, mostShown).map((one) => (
          <li
            key={one.id}
            className="flex items-center rounded-md border border-line bg-sunken pl-2 text-sm"
          >
            #{one.name}
            <Button
              look="ghost"
              size="icon-sm"
              aria-label={`Remove #${one.name}`}
              onClick={() => onChange(chosen.filter(({ id }) => id !== one.id))}
              className="size-6 [&_svg]:size-3.5"
            >
              <X />
            </Button>
          </li>
        ))}
        {chosen.length > mostShown && (
          <li className="self-center text-sm text-soft">and {chosen.length - mostShown} more</li>
        )}
      </ul>
    </div>
  );
}
