import type { SlackRule } from '@belay/contract/desk/slack-settings';
import { ArrowDown, ArrowUp, ChevronDown, GripVertical, X } from 'lucide-react';
import { Button } from '../../ui/button.tsx';
import { cn } from '../../ui/cn.ts';
import { State } from '../../ui/state-badge.tsx';
import { ChannelName } from '../channels/channel-name.tsx';
import { useSlackEditor } from '../form/slack-editor.tsx';
import { RuleForm } from './rule-form.tsx';
import { ruleWords } from './rule-words.ts';
import type { useDragOrder } from './use-drag-order.ts';

/** One rule in its place: what it says in a line, and its form when it is open. */
export function RuleRow({
  rule,
  index,
  count,
  isOpen,
  hasProblem,
  order,
  onToggle,
  onMove,
  onChange,
  onRemove,
}: {
  rule: SlackRule;
  index: number;
  count: number;
  isOpen: boolean;
  hasProblem: boolean;
  order: ReturnType<typeof useDragOrder>;
  onToggle(): void;
  onMove(from: number, to: number): void;
  onChange(rule: SlackRule): void;
  onRemove(): void;
}) {
  const { channel, mayManage } = useSlackEditor();
  const name = rule.name || `Rule ${index + 1}`;
  const target =
    rule.channel === '' ? undefined : (channel(rule.channel) ?? { name: rule.channel });
  return (
    <li
      id={`rule-${index}`}
      {...order.row(index)}
      className={cn(
        'border-b border-line last:border-0',
        order.dragged === index && 'opacity-50',
        order.over === index && 'bg-accent-wash',
      )}
    >
      <div className="flex items-center gap-2 px-3 py-2">
        {mayManage && count > 1 && (
          <button
            type="button"
            {...order.grip(index)}
            aria-label={`Move ${name}: arrow up or down`}
            // a finger drags nothing here: a narrow page has the arrows alone
            className="flex size-7 shrink-0 cursor-grab items-center justify-center rounded-md text-faint hover:bg-hover hover:text-ink active:cursor-grabbing max-sm:hidden"
          >
            <GripVertical aria-hidden className="size-4" />
          </button>
        )}
        <button
          type="button"
          onClick={onToggle}
          aria-expanded={isOpen}
          data-mend={hasProblem && !isOpen ? '' : undefined}
          className="flex min-w-0 grow items-center gap-2 rounded-md px-1 py-1 text-left hover:bg-hover"
        >
          <span className="w-5 shrink-0 text-right text-soft">{index + 1}</span>
          <span className="min-w-0 grow">
            <span className="flex flex-wrap items-center gap-x-2">
              <span className="font-medium">{name}</span>
              {target && (
                <span className="flex min-w-0 items-center gap-1 text-soft">
                  → <ChannelName channel={target} />
                </span>
              )}
              {hasProblem && (
                <State plain tone="bad">
                  Needs mending
                </State>
              )}
            </span>
            <span className="block truncate text-sm text-soft">{ruleWords(rule.when)}</span>
          </span>
          <ChevronDown
            aria-hidden
            className={cn('size-4 shrink-0 text-faint', isOpen && 'rotate-180')}
          />
        </button>
        {mayManage && (
          <span className="flex shrink-0">
            <Button
              look="ghost"
              size="icon-sm"
              aria-label={`Move ${name} up`}
              disabled={index === 0}
              onClick={() => onMove(index, index - 1)}
            >
              <ArrowUp />
            </Button>
            <Button
              look="ghost"
              size="icon-sm"
              aria-label={`Move ${name} down`}
              disabled={index === count - 1}
              onClick={() => onMove(index, index + 1)}
            >
              <ArrowDown />
            </Button>
            <Button look="ghost" size="icon-sm" aria-label={`Remove ${name}`} onClick={onRemove}>
              <X />
            </Button>
          </span>
        )}
      </div>
      {isOpen && (
        <fieldset
          // folded while a row is dragged: every place is in reach, and what is typed stays
          hidden={order.isUnderWay}
          disabled={!mayManage}
          className="px-4 pt-1 pb-4"
        >
          <RuleForm rule={rule} path={`rules.${index}`} onChange={onChange} />
        </fieldset>
      )}
    </li>
  );
}
