import { Command } from 'cmdk';
import { Check, ChevronsUpDown } from 'lucide-react';
import { Popover } from 'radix-ui';
import { type ReactNode, useState } from 'react';
import { cn } from './cn.ts';

export interface Option {
  value: string;
  label: string;
  /** in place of the label, in the list */
  shown?: ReactNode;
}

/**
 * One or several of many, found by typing. Without `onQuery` it filters by itself; with it, the
 * caller searches and passes what was found. Inside a `Field` it gets its id and description.
 */
export function Combobox({
  id,
  options,
  value,
  onChange,
  multiple = false,
  onQuery,
  loading = false,
  placeholder = 'Choose…',
  searchPlaceholder = 'Search…',
  empty = 'Nothing found.',
  className,
  ...rest
}: {
  id?: string;
  options: Option[];
  value: string[];
  onChange(value: string[]): void;
  multiple?: boolean;
  onQuery?: (query: string) => void;
  loading?: boolean;
  placeholder?: string;
  searchPlaceholder?: string;
  empty?: ReactNode;
  className?: string;
  'aria-describedby'?: string | undefined;
  'aria-invalid'?: boolean | undefined;
  'aria-label'?: string | undefined;
}) {
  const [open, setOpen] = useState(false);
  const labels = value.map(
    (each) => options.find((option) => option.value === each)?.label ?? each,
  );
  const choose = (chosen: string) => {
    if (!multiple) {
      onChange([chosen]);
      setOpen(false);
    } else
      onChange(
        value.includes(chosen) ? value.filter((each) => each !== chosen) : [...value, chosen],
      );
  };
  return (
    <Popover.Root
      open={open}
      onOpenChange={(next) => {
        setOpen(next);
        // the box is empty whenever it opens
        if (next) onQuery?.('');
      }}
    >
      <Popover.Trigger
        id={id}
        role="combobox"
        aria-expanded={open}
        className={cn(
          'flex h-8 w-full items-center gap-2 rounded-md border border-edge bg-surface px-2.5 text-left shadow-card hover:border-soft',
          className,
        )}
        {...rest}
      >
        <span className={cn('min-w-0 grow truncate', labels.length === 0 && 'text-faint')}>
          {labels.join(', ') || placeholder}
        </span>
        <ChevronsUpDown aria-hidden className="size-4 shrink-0 text-faint" />
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          align="start"
          sideOffset={4}
          className="z-50 w-(--radix-popover-trigger-width) min-w-56 animate-appear overflow-hidden rounded-md border border-line bg-raised shadow-float"
        >
          <Command shouldFilter={!onQuery} loop>
            <Command.Input
              {...(onQuery ? { onValueChange: onQuery } : {})}
              placeholder={searchPlaceholder}
              className="h-9 w-full border-b border-line px-3 outline-none"
            />
            <Command.List className="max-h-64 overflow-y-auto p-1">
              {loading ? (
                <Command.Loading className="px-2 py-1.5 text-soft">Searching…</Command.Loading>
              ) : (
                <Command.Empty className="px-2 py-1.5 text-soft">{empty}</Command.Empty>
              )}
              {options.map((option) => (
                <Command.Item
                  key={option.value}
                  value={option.value}
                  keywords={[option.label]}
                  onSelect={() => choose(option.value)}
                  className="flex items-center gap-2 rounded-sm px-2 py-1.5 data-[selected=true]:bg-hover"
                >
                  <Check
                    aria-hidden
                    className={cn(
                      'size-4 shrink-0 text-accent-ink',
                      !value.includes(option.value) && 'invisible',
                    )}
                  />
                  <span className="min-w-0 truncate">{option.shown ?? option.label}</span>
                </Command.Item>
              ))}
            </Command.List>
          </Command>
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}
