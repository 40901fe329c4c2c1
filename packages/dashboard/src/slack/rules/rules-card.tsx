import type { SlackRule } from '@belay/contract/desk/slack-settings';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import { flushSync } from 'react-dom';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { useSlackEditor } from '../form/slack-editor.tsx';
import { moved } from './moved.ts';
import { RuleRow } from './rule-row.tsx';
import { newRule } from './rule-words.ts';
import { TryOut } from './try-out.tsx';
import { useDragOrder } from './use-drag-order.ts';
import { useRowKeys } from './use-row-keys.ts';

const most = 50;

/** Where events go beyond their own channel: the first rule that holds takes its place. */
export function RulesCard() {
  const { settings, change, mayManage, problem } = useSlackEditor();
  const { rules } = settings;
  const rows = useRowKeys(rules.length);
  const [opened, setOpened] = useState<number | null>(null);
  const [told, setTold] = useState('');
  const set = (next: SlackRule[]) => change({ rules: next });
  const move = (from: number, to: number) => {
    const rule = rules[from];
    if (!rule || to < 0 || to >= rules.length) return;
    const held = document.activeElement;
    // at once: the next key is for the row at its new place
    flushSync(() => {
      set(moved(rules, from, to));
      rows.move(from, to);
      setTold(`${rule.name || 'The rule'} is now ${to + 1} of ${rules.length}.`);
    });
    keepFocus(held, document.getElementById(`rule-${to}`));
  };
  const order = useDragOrder(move);
  return (
    <Card
      flush
      title="Routing rules"
      text="The first rule that holds takes the place of the event's own channel. The catch-all still receives everything."
      actions={
        mayManage && (
          <Button
            size="sm"
            disabled={rules.length >= most}
            onClick={() => {
              set([...rules, newRule]);
              setOpened(rows.next ?? null);
            }}
          >
            <Plus /> Add a rule
          </Button>
        )
      }
    >
      <p role="status" className="sr-only">
        {told}
      </p>
      {rules.length === 0 ? (
        <p className="px-4 py-3 text-soft">
          No rule: each event goes to the channel beside it above.
        </p>
      ) : (
        <ol>
          {rules.map((rule, index) => {
            const key = rows.keys[index] ?? index;
            return (
              <RuleRow
                key={key}
                rule={rule}
                index={index}
                count={rules.length}
                isOpen={opened === key}
                hasProblem={problem(`rules.${index}`) !== undefined}
                order={order}
                onToggle={() => setOpened(opened === key ? null : key)}
                onMove={move}
                onChange={(next) => set(rules.map((one, at) => (at === index ? next : one)))}
                onRemove={() => {
                  set(rules.filter((_, at) => at !== index));
                  rows.remove(index);
                }}
              />
            );
          })}
        </ol>
      )}
      <TryOut />
    </Card>
  );
}

/** The keyboard goes along with the row; from a button that ends there to another one of it. */
function keepFocus(held: Element | null, row: HTMLElement | null): void {
  const buttons = [...(row?.querySelectorAll<HTMLElement>('button:enabled') ?? [])];
  const next =
    buttons.find((button) => button === held) ?? buttons.find((button) => button.checkVisibility());
  next?.focus();
}
