import type { SlackChannelChoice } from '@belay/contract/desk/slack';
import { Command } from 'cmdk';
import { Check, ChevronsUpDown, LoaderCircle, Plus } from 'lucide-react';
import { Popover } from 'radix-ui';
import { useState } from 'react';
import { cn } from '../../ui/cn.ts';
import { ErrorNote } from '../../ui/error-state.tsx';
import { formatCount } from '../../ui/format-number.ts';
import { Badge } from '../../ui/state-badge.tsx';
import { useSlackEditor } from '../form/slack-editor.tsx';
import { ChannelName } from './channel-name.tsx';
import { channelMarks } from './channel-words.ts';
import { NewChannelDialog } from './new-channel-dialog.tsx';
import { SharedChannelDialog } from './shared-channel-dialog.tsx';
import { useSlackChannels } from './use-slack-channels.ts';

/**
 * One channel of the workspace: searched over all of them, pasted as a link, or made new. `none` is
 * what no channel means here, and may be chosen. Inside a `Field` it gets its id and description.
 */
export function ChannelField({
  value,
  onChange,
  none,
  id,
  className,
  ...rest
}: {
  value: string | null;
  onChange(channel: string | null): void;
  /** absent: a channel has to be chosen */
  none?: string;
  id?: string | undefined;
  className?: string;
  'aria-describedby'?: string | undefined;
  'aria-invalid'?: boolean | undefined;
  'aria-label'?: string | undefined;
}) {
  const { agent, settings, change, channel, know, mayManage } = useSlackEditor();
  const [isOpen, setIsOpen] = useState(false);
  const [asking, setAsking] = useState<SlackChannelChoice | null>(null);
  const [making, setMaking] = useState<string | null>(null);
  const chosen = value === null || value === '' ? undefined : channel(value);
  const take = (found: SlackChannelChoice) => {
    know(found);
    onChange(found.id);
  };
  const choose = (found: SlackChannelChoice) => {
    setIsOpen(false);
    if (found.is_shared && !settings.channels[found.id]?.shared_confirmed) setAsking(found);
    else take(found);
  };
  return (
    <>
      <Popover.Root open={isOpen} onOpenChange={setIsOpen}>
        <Popover.Trigger
          id={id}
          role="combobox"
          aria-expanded={isOpen}
          disabled={!mayManage}
          className={cn(
            'flex h-8 w-full min-w-0 items-center gap-2 rounded-md border border-edge bg-surface px-2.5 text-left shadow-card hover:border-soft disabled:bg-sunken aria-invalid:border-bad',
            className,
          )}
          {...rest}
        >
          <span className="flex min-w-0 grow">
            {chosen ? (
              <ChannelName channel={chosen} />
            ) : (
              <span className="truncate text-faint">{value || none || 'Choose a channel…'}</span>
            )}
          </span>
          <ChevronsUpDown aria-hidden className="size-4 shrink-0 text-faint" />
        </Popover.Trigger>
        <Popover.Portal>
          <Popover.Content
            align="start"
            sideOffset={4}
            collisionPadding={8}
            className="z-50 w-[min(26rem,calc(100vw-2rem))] animate-appear overflow-hidden rounded-md border border-line bg-raised shadow-float"
          >
            <Choices
              agent={agent}
              value={value}
              none={none}
              onNone={() => {
                setIsOpen(false);
                onChange(null);
              }}
              onChoose={choose}
              onCreate={(typed) => {
                setIsOpen(false);
                setMaking(typed);
              }}
            />
          </Popover.Content>
        </Popover.Portal>
      </Popover.Root>
      {making !== null && (
        <NewChannelDialog
          agent={agent}
          typed={making}
          onClose={() => setMaking(null)}
          onCreated={(made) => {
            setMaking(null);
            take(made);
          }}
        />
      )}
      {asking && (
        <SharedChannelDialog
          channel={asking}
          onClose={() => setAsking(null)}
          onConfirm={() => {
            const before = settings.channels[asking.id];
            change({
              channels: {
                ...settings.channels,
                [asking.id]: {
                  redaction: 'none',
                  language: 'en',
                  ...before,
                  shared_confirmed: true,
                },
              },
            });
            take(asking);
          }}
        />
      )}
    </>
  );
}

function Choices({
  agent,
  value,
  none,
  onNone,
  onChoose,
  onCreate,
}: {
  agent: string;
  value: string | null;
  none: string | undefined;
  onNone(): void;
  onChoose(channel: SlackChannelChoice): void;
  onCreate(typed: string): void;
}) {
  const search = useSlackChannels(agent, true);
  const [active, setActive] = useState('');
  // what Enter takes is the first that was found: it came later than what was typed
  const first = search.items.find(({ is_archived }) => !is_archived)?.id ?? 'create';
  const best = search.text === '' && none !== undefined ? 'none' : first;
  const [led, setLed] = useState(best);
  if (led !== best) {
    setLed(best);
    setActive(best);
  }
  const row =
    'flex min-w-0 items-center gap-2 rounded-sm px-2 py-1.5 data-[disabled=true]:opacity-55 data-[selected=true]:bg-hover';
  return (
    <Command
      shouldFilter={false}
      loop
      value={active || best}
      onValueChange={setActive}
      onKeyDown={(event) => {
        // what is shown is still of another search: Enter would take something that nobody asked for
        if (event.key === 'Enter' && !search.isSettled) event.preventDefault();
      }}
    >
      <Command.Input
        value={search.text}
        onValueChange={search.setText}
        placeholder="Search, or paste a link to a channel"
        className="h-9 w-full border-b border-line px-3 outline-none"
      />
      <Command.List className="max-h-72 overflow-y-auto p-1">
        {none !== undefined && search.text === '' && (
          <Command.Item value="none" onSelect={onNone} className={row}>
            <Mark isChosen={value === null} />
            <span className="truncate text-soft">{none}</span>
          </Command.Item>
        )}
        {search.error ? (
          <ErrorNote error={search.error} className="m-1" />
        ) : search.isPending ? (
          <Command.Loading className="px-2 py-1.5 text-soft">Asking Slack…</Command.Loading>
        ) : (
          search.items.length === 0 &&
          search.isSettled && (
            <p role="status" className="px-2 py-1.5 text-soft">
              No channel is called so.
            </p>
          )
        )}
        {search.items.map((channel) => (
          <Command.Item
            key={channel.id}
            value={channel.id}
            disabled={channel.is_archived}
            onSelect={() => onChoose(channel)}
            className={row}
          >
            <Mark isChosen={channel.id === value} />
            <ChannelName channel={channel} />
            <span className="ml-auto flex shrink-0 gap-1">
              {channelMarks(channel).map((mark) => (
                <Badge key={mark}>{mark}</Badge>
              ))}
            </span>
          </Command.Item>
        ))}
        {search.hasMore && (
          <Command.Item value="more" onSelect={search.more} className={cn(row, 'text-accent-ink')}>
            {search.isLoadingMore ? (
              <LoaderCircle
                aria-hidden
                className="size-4 animate-spin motion-reduce:animate-none"
              />
            ) : (
              <Mark isChosen={false} />
            )}
            Show more: {search.items.length} of {formatCount(search.total, 'channel')}
          </Command.Item>
        )}
        <Command.Item
          value="create"
          onSelect={() => onCreate(search.text)}
          className={cn(row, 'mt-1 border-t border-line')}
        >
          <Plus aria-hidden className="size-4 shrink-0 text-soft" />
          Create a new channel…
        </Command.Item>
      </Command.List>
      {search.hint && (
        <p className="border-t border-line bg-sunken px-3 py-2 text-sm text-soft">{search.hint}</p>
      )}
    </Command>
  );
}

function Mark({ isChosen }: { isChosen: boolean }) {
  return (
    <Check
      aria-hidden
      className={cn('size-4 shrink-0 text-accent-ink', !isChosen && 'invisible')}
    />
  );
}
