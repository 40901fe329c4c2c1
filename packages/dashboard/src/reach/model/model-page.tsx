import { useQuery } from '@tanstack/react-query';
import { Gate } from '../../shell/no-permission.tsx';
import { usePageTitle } from '../../shell/page.tsx';
import { Card } from '../../ui/card.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { Notice } from '../../ui/notice.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { ModelForm } from './model-form.tsx';
import { modelQuery } from './model-query.ts';
import { ModelUse } from './model-use.tsx';

/** The language model that agents may answer with: one endpoint for the organisation. */
export function ModelPage() {
  usePageTitle('Model');
  return (
    <Gate ability="desk.manage" what="see or change the model">
      <Model />
    </Gate>
  );
}

function Model() {
  const { data, error, refetch } = useQuery(modelQuery);
  if (error && !data)
    return <ErrorState error={error} title="The model could not be loaded" retry={refetch} />;
  return (
    <div className="max-w-3xl">
      <Card
        title="Model"
        text={
          data &&
          (data.configured
            ? `Agents that answer by model ask ${data.model}.`
            : 'None is set up: agents quote what they find, by the built-in answerer.')
        }
      >
        {!data ? (
          <SkeletonRows rows={3} />
        ) : (
          <div className="flex flex-col gap-4">
            {data.trouble && <Notice tone="bad">{data.trouble}</Notice>}
            <ModelUse model={data} />
            <ModelForm
              // what is saved elsewhere meanwhile begins a form of its own
              key={[data.url, data.model, data.daily_tokens].join()}
              model={data}
            />
          </div>
        )}
      </Card>
    </div>
  );
}
