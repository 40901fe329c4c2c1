import type { LadderStep } from '@belay/contract/desk/slack-settings';
import { Link } from '@tanstack/react-router';
import { Plus } from 'lucide-react';
import { useAgentEditor } from '../../agents/form/agent-editor.tsx';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { useSlackEditor } from '../form/slack-editor.tsx';
import { LadderStepRow } from './ladder-step.tsx';
import { nextStep } from './step-words.ts';

const most = 10;

/** What happens while nobody takes an escalation. */
export function LadderCard() {
  const { agent } = useAgentEditor();
  const { settings, change, mayManage } = useSlackEditor();
  const { ladder } = settings;
  const set = (next: LadderStep[]) => change({ ladder: next });
  const { hours } = agent.settings;
  return (
    <Card
      flush
      title="If nobody takes over"
      text={
        <>
          Steps while an escalation waits. Minutes count in{' '}
          <Link to="/agents/$id/hours" params={{ id: agent.id }} className="underline">
            working hours
          </Link>{' '}
          ({hours ? hours.zone : 'always open'}); somebody taking over stops them.
        </>
      }
      actions={
        mayManage && (
          <Button
            size="sm"
            disabled={ladder.length >= most}
            onClick={() => set([...ladder, nextStep(ladder)])}
          >
            <Plus /> Add a step
          </Button>
        )
      }
    >
      {ladder.length === 0 ? (
        <p className="px-4 py-3 text-soft">
          No step: an escalation that nobody sees waits until somebody does.
        </p>
      ) : (
        <ol>
          {ladder.map((step, index) => (
            <LadderStepRow
              // biome-ignore lint/suspicious/noArrayIndexKey: a step is its place; its fields change as they are typed
              key={index}
              step={step}
              index={index}
              onChange={(next) => set(ladder.map((one, at) => (at === index ? next : one)))}
              onRemove={() => set(ladder.filter((_, at) => at !== index))}
            />
          ))}
        </ol>
      )}
    </Card>
  );
}
