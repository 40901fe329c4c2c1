import type { AgentSettings } from '@belay/contract/desk/agent';
import { ChoiceCards } from '../../ui/choice-cards.tsx';
import { Field } from '../../ui/field.tsx';
import { Select } from '../../ui/input.tsx';
import { useAgentEditor } from '../form/agent-editor.tsx';

/** Which answers of people it remembers, and how visitors rate. */
export function LearningFields() {
  const { settings, change, mayManage } = useAgentEditor();
  const { rating } = settings;
  const disabled = !mayManage;
  return (
    <div className="flex flex-col gap-4">
      <ChoiceCards<AgentSettings['learn']>
        label="What it learns from people"
        value={settings.learn}
        onChange={(learn) => change({ learn })}
        className="sm:grid-cols-3"
        options={[
          {
            value: 'ask',
            title: 'Ask',
            text: 'Answers of people that somebody marks “Teach this answer”.',
            disabled,
          },
          {
            value: 'all',
            title: 'All',
            text: 'Every answer of a person serves the next visitor.',
            disabled,
          },
          { value: 'off', title: 'Off', text: 'Nothing of what people write.', disabled },
        ]}
      />
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label="Visitors rate with">
          <Select
            value={rating.kind}
            onChange={({ target }) =>
              change({ rating: { ...rating, kind: target.value === 'stars' ? 'stars' : 'thumbs' } })
            }
          >
            <option value="thumbs">Thumbs up or down</option>
            <option value="stars">One to five stars</option>
          </Select>
        </Field>
        {rating.kind === 'stars' && (
          <Field label="Low is" hint="A low rating is told to the team.">
            <Select
              value={rating.low_stars}
              onChange={({ target }) =>
                change({ rating: { ...rating, low_stars: Number(target.value) } })
              }
            >
              <option value={1}>one star</option>
              <option value={2}>two stars or fewer</option>
              <option value={3}>three stars or fewer</option>
              <option value={4}>four stars or fewer</option>
            </Select>
          </Field>
        )}
      </div>
    </div>
  );
}
