import { Link } from '@tanstack/react-router';
import { useMe } from '../../session/use-session.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNote } from '../../ui/error-state.tsx';
import { Field } from '../../ui/field.tsx';
import { Input } from '../../ui/input.tsx';
import { Notice } from '../../ui/notice.tsx';
import { ChannelsField } from '../settings/channels-field.tsx';
import { ContentFields } from '../settings/content-fields.tsx';
import { ModeField } from '../settings/mode-field.tsx';
import { TemplateField } from '../settings/template-field.tsx';
import { ChosenWorkspace, OfferWorkspaces } from './connected-workspace.tsx';
import { CreateAppStep } from './create-app-step.tsx';
import { RealtimeSecrets } from './realtime-secrets.tsx';
import { Step } from './step.tsx';
import { TokenField } from './token-field.tsx';
import { useAddSlack } from './use-add-slack.ts';
import type { CheckedToken } from './use-token-check.ts';

/** All six steps on one calm page; any order, nothing hidden, one button at the end. */
export function AddSlackForm() {
  const { sandbox } = useMe();
  const form = useAddSlack();
  const { draft, secrets, workspace, check, steps, problems } = form;
  const { settings } = draft;
  const team = check.result?.workspace;
  // one step is left out where nothing has to be made and pasted
  const number = (step: number) => (workspace ? step - 1 : step);
  const eyes = workspace ? { installation_id: workspace.id } : { token: secrets.token.trim() };
  return (
    <form
      noValidate
      className="flex flex-col gap-5"
      onSubmit={(event) => {
        event.preventDefault();
        void form.start();
      }}
    >
      {workspace ? (
        <Step number={1} title="Use a connected workspace" done={steps.token === 'done'}>
          <div data-field="token" className="flex flex-col gap-3">
            <ChosenWorkspace
              installation={workspace}
              check={check}
              onLeave={() => form.changeWorkspace(null)}
            />
            {problems.token && <p className="text-sm text-bad">{problems.token}</p>}
            <AlreadyFollowed check={check} />
          </div>
        </Step>
      ) : (
        <>
          <OfferWorkspaces onUse={form.changeWorkspace} />
          <Step
            number={1}
            title="Create the Slack app"
            text="One link: the scopes and events are filled in."
            done={steps.token === 'done'}
          >
            <CreateAppStep
              transport={draft.transport}
              onChange={(transport) => form.change({ transport })}
            />
          </Step>
          <Step number={2} title="Paste the Bot OAuth token" done={steps.token === 'done'}>
            <div data-field="token" className="flex flex-col gap-3">
              {sandbox && (
                <Notice
                  action={
                    <Button
                      size="sm"
                      onClick={() => form.changeSecrets({ token: sandbox.bot_token })}
                    >
                      Use the sandbox workspace
                    </Button>
                  }
                >
                  No Slack at hand? A workspace of an invented company runs beside this server.
                </Notice>
              )}
              <TokenField
                label="Bot User OAuth Token"
                hint="OAuth & Permissions of your app. It is checked at once and stored encrypted."
                token={secrets.token}
                onChange={(token) => form.changeSecrets({ token })}
                check={check}
                error={problems.token}
              />
              <AlreadyFollowed check={check} />
            </div>
          </Step>
        </>
      )}
      <Step number={number(3)} title="Choose the channels" done={steps.channels === 'done'}>
        <div data-field="channels">
          <ChannelsField
            form={settings}
            onChange={form.changeSettings}
            eyes={check.result?.ok ? eyes : undefined}
            eyesKey={`${team?.team_id}:${check.result?.bot.user_id}`}
            blind="The channels can be searched as soon as the token is checked."
            error={problems.channels}
          />
        </div>
      </Step>
      <Step number={number(4)} title="Set the scope template" done={steps.scope === 'done'}>
        <div data-field="scope_template">
          <TemplateField
            template={settings.scopeTemplate}
            onChange={(scopeTemplate) => form.changeSettings({ scopeTemplate })}
            channels={settings.allPublic ? [] : settings.chosen.map(({ name }) => name)}
            error={problems.scope_template}
          />
        </div>
      </Step>
      <Step number={number(5)} title="Pick the sync mode" done={steps.mode === 'done'}>
        <ModeField form={settings} onChange={form.changeSettings} problems={problems}>
          {!workspace && (
            <RealtimeSecrets
              transport={draft.transport}
              secrets={secrets}
              onChange={form.changeSecrets}
              problems={problems}
            />
          )}
        </ModeField>
      </Step>
      <Step number={number(6)} title="What is taken and kept" done={steps.content === 'done'}>
        <ContentFields form={settings} onChange={form.changeSettings} problems={problems} />
        <div data-field="name" className="mt-5">
          <Field label="Name" aside="optional" error={problems.name}>
            <Input
              value={draft.name}
              maxLength={80}
              placeholder={team?.name ?? "The workspace's name"}
              onChange={({ target }) => form.change({ name: target.value })}
              className="max-w-80"
            />
          </Field>
        </div>
      </Step>
      <div className="sticky bottom-0 -mx-4 flex flex-col gap-2 border-t border-line bg-ground px-4 py-3">
        {form.error !== null && <ErrorNote error={form.error} />}
        <div className="flex flex-wrap items-center justify-end gap-3">
          <span role="status" className="mr-auto text-sm text-soft">
            {openWords(Object.keys(problems).length)}
          </span>
          <Button asChild>
            <Link to="/connectors">Cancel</Link>
          </Button>
          <Button type="submit" look="primary" pending={form.pending}>
            Start sync
          </Button>
        </div>
      </div>
    </form>
  );
}

/** A channel has one connector: who adds a second one should know of the first. */
function AlreadyFollowed({ check: { result } }: { check: CheckedToken }) {
  if (!result?.connector_id) return null;
  return (
    <Notice
      tone="warn"
      action={
        <Button asChild size="sm">
          <Link to="/connectors/$id" params={{ id: result.connector_id }}>
            Open it
          </Link>
        </Button>
      }
    >
      A connector follows {result.workspace.name} already. A channel has one connector: choose
      channels that it leaves out, or change that one.
    </Notice>
  );
}

function openWords(open: number): string {
  if (open === 0) return '';
  return open === 1 ? 'One field needs a look.' : `${open} fields need a look.`;
}
