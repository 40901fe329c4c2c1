import type { Role } from '@belay/contract/people';
import { useTenant } from '../../session/use-session.ts';
import { ChoiceCards } from '../../ui/choice-cards.tsx';
import { Field } from '../../ui/field.tsx';
import { Select, Textarea } from '../../ui/input.tsx';
import { Notice } from '../../ui/notice.tsx';
import type { ReachDraft } from './reach-draft.ts';
import { roleWords } from './role-words.ts';

/** Role, scopes and private channels: for an invitation and for a member. */
export function ReachFields({
  draft,
  onChange,
  grantable,
}: {
  draft: ReachDraft;
  onChange(draft: ReachDraft): void;
  /** roles that the caller may give */
  grantable: readonly Role[];
}) {
  const { root_scope } = useTenant();
  const readsAll = draft.role === 'owner' || draft.role === 'admin';
  return (
    <>
      <Field label="Role" hint={roleWords[draft.role]}>
        <Select
          value={draft.role}
          onChange={(event) => {
            const role = grantable.find((each) => each === event.target.value);
            if (role) onChange({ ...draft, role });
          }}
        >
          {grantable.map((role) => (
            <option key={role} value={role}>
              {role.charAt(0).toUpperCase() + role.slice(1)}
            </option>
          ))}
        </Select>
      </Field>
      <fieldset className="flex flex-col gap-1.5">
        <legend className="mb-1.5 font-medium">Memory</legend>
        <ChoiceCards
          label="Memory"
          value={draft.scopes === null ? 'all' : 'some'}
          onChange={(value) =>
            onChange({ ...draft, scopes: value === 'all' ? null : (draft.scopes ?? '') })
          }
          options={[
            { value: 'all', title: 'All of it', text: `Everything below ${root_scope}` },
            { value: 'some', title: 'Some scopes', text: 'Only what lies below those named' },
          ]}
        />
        {draft.scopes !== null && (
          <Field label="Scopes" hint={`One a line, each below ${root_scope}.`}>
            <Textarea
              value={draft.scopes}
              onChange={(event) => onChange({ ...draft, scopes: event.target.value })}
              placeholder={`${root_scope}/source:slack`}
              required
              spellCheck={false}
              className="font-mono text-sm"
            />
          </Field>
        )}
      </fieldset>
      {readsAll ? (
        <Notice>Owners and admins read what is said in private channels.</Notice>
      ) : (
        <>
          <Field
            label="Private channels"
            hint="What is said there is nobody's to read but admins', unless you name it here."
          >
            <Select
              value={draft.privateChannels}
              onChange={(event) => {
                const found = (['none', 'named', 'all'] as const).find(
                  (each) => each === event.target.value,
                );
                if (found) onChange({ ...draft, privateChannels: found });
              }}
            >
              <option value="none">None</option>
              <option value="named">Those that I name</option>
              <option value="all">All</option>
            </Select>
          </Field>
          {draft.privateChannels === 'named' && (
            <Field label="Ids of private channels" hint="As Slack shows them, e.g. C0123ABCD.">
              <Textarea
                value={draft.named}
                onChange={(event) => onChange({ ...draft, named: event.target.value })}
                required
                spellCheck={false}
                className="font-mono text-sm"
              />
            </Field>
          )}
        </>
      )}
    </>
  );
}
