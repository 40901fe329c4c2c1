import { useQuery } from '@tanstack/react-query';
import { CopyLine } from '../../ui/copy-button.tsx';
import { Field } from '../../ui/field.tsx';
import { Notice } from '../../ui/notice.tsx';
import type { Problems } from '../settings/settings-problems.ts';
import type { Secrets } from './add-problems.ts';
import type { Transport } from './draft.ts';
import { manifestQuery } from './manifest-query.ts';
import { SecretInput } from './secret-input.tsx';

/** What real time needs: the signing secret and the Request URL, or the app-level token. */
export function RealtimeSecrets({
  transport,
  secrets,
  onChange,
  problems,
}: {
  transport: Transport;
  secrets: Secrets;
  onChange(change: Partial<Secrets>): void;
  problems: Problems;
}) {
  const { data } = useQuery(manifestQuery(transport));
  if (transport === 'socket')
    return (
      <div data-field="app_token">
        <Field
          label="App-level token"
          error={problems.app_token}
          hint="Basic Information, App-Level Tokens, with the scope connections:write."
        >
          <SecretInput
            value={secrets.appToken}
            onChange={(appToken) => onChange({ appToken })}
            placeholder="xapp-…"
          />
        </Field>
      </div>
    );
  return (
    <div className="flex flex-col gap-3">
      <div data-field="signing_secret">
        <Field
          label="Signing secret"
          error={problems.signing_secret}
          hint="Basic Information, App Credentials. It proves that an event is of Slack."
        >
          <SecretInput
            value={secrets.signingSecret}
            onChange={(signingSecret) => onChange({ signingSecret })}
          />
        </Field>
      </div>
      {data?.request_url ? (
        <div>
          <p className="mb-1 font-medium">Request URL</p>
          <CopyLine text={data.request_url} what="the Request URL" />
          <p className="mt-1 text-sm text-soft">
            It stands in the manifest. Slack verifies it once the connector exists; its page shows
            when that is done.
          </p>
        </div>
      ) : (
        data && (
          <Notice tone="warn">
            This server has no public https address that Slack could reach. Choose Socket Mode in
            step 1, or set BELAY_URL.
          </Notice>
        )
      )}
    </div>
  );
}
