import { useQuery } from '@tanstack/react-query';
import { KeyRound } from 'lucide-react';
import { useState } from 'react';
import { useSubmit } from '../../api/use-submit.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { CopyLine } from '../../ui/copy-button.tsx';
import { ErrorNote } from '../../ui/error-state.tsx';
import { Notice } from '../../ui/notice.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { embedQuery } from '../data/agent-queries.ts';
import { makeIdentitySecret, removeIdentitySecret } from '../data/identity-verbs.ts';
import { useAgentEditor } from '../form/agent-editor.tsx';
import { SigningSample } from './signing-sample.tsx';

/** Lets a website say who its visitor is, signed with a secret that is shown once. */
export function IdentityCard() {
  const { agent, mayManage } = useAgentEditor();
  const { data } = useQuery(embedQuery(agent.id));
  const [secret, setSecret] = useState<string | null>(null);
  const [asking, setAsking] = useState<'renew' | 'remove' | null>(null);
  const make = async () => setSecret(await makeIdentitySecret(agent.id));
  const { run, pending, error } = useSubmit(make);
  const identity = data?.identity;
  return (
    <Card
      title="Signed-in visitors"
      text="Your server signs who the visitor is: then their name and e-mail are verified, and their conversations follow them to every device."
    >
      <div className="flex flex-col gap-4">
        {secret !== null ? (
          <div className="flex flex-col gap-2">
            <p className="font-medium">
              Copy the secret now. It is shown this once: nobody can read it again.
            </p>
            <CopyLine text={secret} what="the secret" />
            <div>
              <Button size="sm" onClick={() => setSecret(null)}>
                I have copied it
              </Button>
            </div>
          </div>
        ) : (
          identity && (
            <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
              <p className="min-w-0 flex-1 basis-48">
                {identity.has_secret ? (
                  <>
                    A secret was made <RelativeTime at={identity.created_at} none="some time ago" />
                    .
                  </>
                ) : (
                  'No secret yet: every visitor is anonymous, or unverified.'
                )}
              </p>
              {mayManage &&
                (identity.has_secret ? (
                  <>
                    <Button onClick={() => setAsking('renew')}>Make another one</Button>
                    <Button look="danger-quiet" onClick={() => setAsking('remove')}>
                      Remove
                    </Button>
                  </>
                ) : (
                  <Button pending={pending} onClick={() => void run()}>
                    <KeyRound /> Make the secret
                  </Button>
                ))}
            </div>
          )
        )}
        {error !== null && <ErrorNote error={error} />}
        {(identity?.has_secret || secret !== null) && <SigningSample />}
        {!mayManage && !identity?.has_secret && (
          <Notice>An admin or owner makes the secret.</Notice>
        )}
      </div>
      {asking === 'renew' && (
        <ConfirmDialog
          open
          onOpenChange={() => setAsking(null)}
          title="Make another secret"
          text="What your server signs with the former one is refused at once: signed-in visitors are anonymous until it uses the new one."
          action="Make another secret"
          onConfirm={make}
        />
      )}
      {asking === 'remove' && (
        <ConfirmDialog
          open
          onOpenChange={() => setAsking(null)}
          title="Remove the secret"
          text="Nothing that your server signs is believed any more: every visitor is anonymous, or unverified."
          action="Remove the secret"
          onConfirm={() => removeIdentitySecret(agent.id)}
        />
      )}
    </Card>
  );
}
