import type { SlackChannelChoice } from '@belay/contract/desk/slack-channels';
import { ChevronsUpDown } from 'lucide-react';
import { Popover } from 'radix-ui';
import { useState } from 'react';
import { cn } from '../../ui/cn.ts';
import { useSlackEditor } from '../form/slack-editor.tsx';
import { ChannelChoices } from './channel-choices.tsx';
import { ChannelName } from './channel-name.tsx';
import { NewChannelDialog } from './new-channel-dialog.tsx';
import { SharedChannelDialog } from './shared-channel-dialog.tsx';

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
            <ChannelChoices
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
