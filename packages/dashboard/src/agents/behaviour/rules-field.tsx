import type { EscalationRule } from '@belay/contract/desk/agent';
import { Plus, X } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { Textarea } from '../../ui/input.tsx';
import { Menu, MenuItem } from '../../ui/menu.tsx';
import { useAgentEditor } from '../form/agent-editor.tsx';
import { NumberInput } from '../form/number-input.tsx';
import { newRule, ruleKinds, ruleWords } from './rule-words.ts';

/** What makes the agent hand over by itself. One rule of each kind is enough, except for words. */
export function RulesField() {
  const { settings, change, problem, mayManage } = useAgentEditor();
  const { rules } = settings;
  const set = (next: EscalationRule[]) => change({ rules: next });
  const free = ruleKinds.filter(
    (kind) => kind === 'words' || !rules.some((rule) => rule.on === kind),
  );
  return (
    <div className="flex flex-col gap-3">
      {rules.length === 0 && (
        <p className="text-soft">No rule: it hands over only when it is asked for a person.</p>
      )}
      <ul className="flex flex-col gap-3">
        {rules.map((rule, index) => (
          <li
            // biome-ignore lint/suspicious/noArrayIndexKey: a rule is its place; its fields change as they are typed
            key={index}
            className="flex items-start gap-2 rounded-md border border-line px-3 py-2.5"
          >
            <div className="min-w-0 grow">
              <RuleFields
                rule={rule}
                error={problem(`rules.${index}`)}
                onChange={(next) => set(rules.map((one, at) => (at === index ? next : one)))}
              />
            </div>
            {mayManage && (
              <Button
                look="ghost"
                size="icon-sm"
                aria-label={`Remove the rule: ${ruleWords[rule.on].title}`}
                onClick={() => set(rules.filter((_, at) => at !== index))}
              >
                <X />
              </Button>
            )}
          </li>
        ))}
      </ul>
      {mayManage && rules.length < 20 && (
        <div>
          <Menu
            align="start"
            trigger={
              <Button size="sm">
                <Plus /> Add a rule
              </Button>
            }
          >
            {free.map((kind) => (
              <MenuItem key={kind} onSelect={() => set([...rules, newRule(kind)])}>
                {ruleWords[kind].title}
              </MenuItem>
            ))}
          </Menu>
        </div>
      )}
    </div>
  );
}

function RuleFields({
  rule,
  error,
  onChange,
}: {
  rule: EscalationRule;
  error: string | undefined;
  onChange(rule: EscalationRule): void;
}) {
  const words = ruleWords[rule.on];
  if (rule.on === 'words')
    return <WordsField words={rule.words} error={error} onChange={onChange} />;
  if (rule.on === 'low_rating')
    return (
      <div>
        <p className="font-medium">{words.title}</p>
        <p className="text-sm text-soft">{words.text}</p>
      </div>
    );
  return (
    <Field label={words.title} hint={words.text} error={error}>
      <NumberInput
        value={rule.times}
        onChange={(times) => onChange({ on: rule.on, times })}
        min={1}
        max={10}
        className="w-20"
      />
    </Field>
  );
}

function WordsField({
  words,
  error,
  onChange,
}: {
  words: string[];
  error: string | undefined;
  onChange(rule: EscalationRule): void;
}) {
  // a line that was just begun is no word yet, and must not vanish under the cursor
  const [text, setText] = useState(words.join('\n'));
  const shown = linesIn(text).join('\n') === words.join('\n') ? text : words.join('\n');
  return (
    <Field label={ruleWords.words.title} hint={ruleWords.words.text} error={error}>
      <Textarea
        value={shown}
        onChange={({ target }) => {
          setText(target.value);
          onChange({ on: 'words', words: linesIn(target.value) });
        }}
        placeholder={'refund\nspeak to a lawyer'}
        className="max-h-48"
      />
    </Field>
  );
}

function linesIn(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
}
