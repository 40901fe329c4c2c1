import type { SlackChannelChoice } from '@belay/contract/desk/slack-channels';
import { Command } from 'cmdk';
import { Check, LoaderCircle, Plus } from 'lucide-react';
import { useState } from 'react';
import { cn } from '../../ui/cn.ts';
import { ErrorNote } from '../../ui/error-state.tsx';
import { formatCount } from '../../ui/format-number.ts';
import { Badge } from '../../ui/state-badge.tsx';
import { ChannelName } from './channel-name.tsx';
import { channelMarks } from './channel-words.ts';
import { useSlackChannels } from './use-slack-channels.ts';

/** The list of the picker: what is found page by page, why it may be short, and a way to make one. */
export function ChannelChoices({
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
      label="Find a channel"
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
