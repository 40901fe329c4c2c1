import type { AgentSettings } from '@belay/contract/desk/agent';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { modelQuery } from '../../reach/model/model-query.ts';
import { ChoiceCards } from '../../ui/choice-cards.tsx';
import { Notice } from '../../ui/notice.tsx';
import { useAgentEditor } from '../form/agent-editor.tsx';

/** Who writes the answers, and how much of their sources visitors see. */
export function AnswererField() {
  const { settings, change, mayManage } = useAgentEditor();
  const model = useQuery({ ...modelQuery, enabled: mayManage });
  const needsModel = settings.answerer === 'model' && model.data && !model.data.configured;
  const trouble = settings.answerer === 'model' ? model.data?.trouble : null;
  return (
    <div className="flex flex-col gap-4">
      <div className="flex flex-col gap-2">
        <ChoiceCards<AgentSettings['answerer']>
          label="Who writes the answers"
          value={settings.answerer}
          onChange={(answerer) => change({ answerer })}
          options={[
            {
              value: 'built_in',
              title: 'Built-in',
              text: 'Quotes what it finds, word for word. Needs no key, costs nothing.',
              disabled: !mayManage,
            },
            {
              value: 'model',
              title: 'Model',
              text: model.data?.model
                ? `${model.data.model} writes from what was found. Built-in when it fails.`
                : 'A language model writes from what was found. Built-in when it fails.',
              disabled: !mayManage,
            },
          ]}
        />
        {(needsModel || trouble) && (
          <Notice
            tone="warn"
            action={
              <Link to="/settings/model" className="text-accent-ink underline">
                Model settings
              </Link>
            }
          >
            {needsModel
              ? 'No model endpoint is set up: the built-in answerer speaks until there is one.'
              : trouble}
          </Notice>
        )}
      </div>
      <div>
        <p className="mb-1.5 font-medium">What visitors see of a source in Slack</p>
        <ChoiceCards<AgentSettings['citations']>
          label="What visitors see of a source in Slack"
          value={settings.citations}
          onChange={(citations) => change({ citations })}
          className="sm:grid-cols-3"
          options={[
            {
              value: 'none',
              title: 'Nothing',
              text: 'Answers stand alone.',
              disabled: !mayManage,
            },
            {
              value: 'label',
              title: 'Label and date',
              text: '“#support, 3 March”. No link.',
              disabled: !mayManage,
            },
            {
              value: 'link',
              title: 'Link',
              text: 'For visitors who are in your Slack.',
              disabled: !mayManage,
            },
          ]}
        />
      </div>
    </div>
  );
}
