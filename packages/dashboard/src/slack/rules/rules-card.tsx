import type { SlackRule } from '@belay/contract/desk/slack-settings';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { useSlackEditor } from '../form/slack-editor.tsx';
import { moved } from './moved.ts';
import { RuleRow } from './rule-row.tsx';
import { newRule } from './rule-words.ts';
import { TryOut } from './try-out.tsx';
import { useDragOrder } from './use-drag-order.ts';

const most = 50;

/** Where events go beyond their own channel: the first rule that holds takes its place. */
export function RulesCard() {
  const { settings, change, mayManage, problem } = useSlackEditor();
  const { rules } = settings;
  const [opened, setOpened] = useState<number | null>(null);
  const [told, setTold] = useState('');
  const set = (next: SlackRule[]) => change({ rules: next });
  const move = (from: number, to: number) => {
    const rule = rules[from];
    if (!rule || to < 0 || to >= rules.length) return;
    set(moved(rules, from, to));
    setOpened((now) => (now === from ? to : null));
    setTold(`${rule.name || 'The rule'} is now ${to + 1} of ${rules.length}.`);
    // the row is drawn anew at its place: the keyboard goes along
    requestAnimationFrame(() => document.getElementById(`rule-grip-${to}`)?.focus());
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
              setOpened(rules.length);
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
          {rules.map((rule, index) => (
            <RuleRow
              // biome-ignore lint/suspicious/noArrayIndexKey: a rule is its place; its fields change as they are typed
              key={index}
              rule={rule}
              index={index}
              count={rules.length}
              isOpen={opened === index}
              hasProblem={problem(`rules.${index}`) !== undefined}
              order={order}
              onToggle={() => setOpened(opened === index ? null : index)}
              onMove={move}
              onChange={(next) => set(rules.map((one, at) => (at === index ? next : one)))}
              onRemove={() => {
                set(rules.filter((_, at) => at !== index));
                setOpened(null);
              }}
            />
          ))}
        </ol>
      )}
      <TryOut />
    </Card>
  );
}
