import type { WebhookView } from '@belay/contract/desk/webhook';
import { EllipsisVertical, KeyRound, PencilLine, Send, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { toast } from 'sonner';
import { errorWords } from '../../api/error-words.ts';
import { Button } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { Menu, MenuItem, MenuLine } from '../../ui/menu.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { State } from '../../ui/state-badge.tsx';
import { SecretDialog } from '../secret-dialog.tsx';
import { eventWords } from './event-words.ts';
import { webhookLook } from './webhook-look.ts';
import { deleteWebhook, renewWebhookSecret, testWebhook } from './webhook-queries.ts';

/** One webhook: whether it works, what it is told, and its verbs. */
export function WebhookRow({
  webhook,
  mayManage,
  onEdit,
  onDeliveries,
}: {
  webhook: WebhookView;
  mayManage: boolean;
  onEdit(): void;
  onDeliveries(): void;
}) {
  const [asking, setAsking] = useState<'delete' | 'secret' | null>(null);
  const [secret, setSecret] = useState<string | null>(null);
  const [testing, setTesting] = useState(false);
  const look = webhookLook(webhook);
  const test = async () => {
    setTesting(true);
    try {
      await testWebhook(webhook.id);
      onDeliveries();
    } catch (error) {
      toast.error(errorWords(error).message);
    } finally {
      setTesting(false);
    }
  };
  return (
    <li className="flex flex-wrap items-start gap-x-4 gap-y-2 border-b border-line px-4 py-3 last:border-0">
      <div className="min-w-0 flex-1 basis-72">
        <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <span className="font-medium">{webhook.name}</span>
          <State plain tone={look.tone}>
            {look.word}
          </State>
          {webhook.last_delivery && (
            <RelativeTime at={webhook.last_delivery.created_at} className="text-sm text-soft" />
          )}
        </p>
        <p className="truncate font-mono text-sm text-soft" title={webhook.url}>
          {webhook.url}
        </p>
        <p className="text-sm text-soft">
          {webhook.events.map((event) => eventWords[event]).join(' · ')}
        </p>
        {webhook.trouble && <p className="mt-1 text-sm text-bad">{webhook.trouble}</p>}
      </div>
      <div className="flex items-center gap-2">
        <Button size="sm" aria-label={`Deliveries of ${webhook.name}`} onClick={onDeliveries}>
          Deliveries
        </Button>
        {mayManage && (
          <>
            <Button
              size="sm"
              pending={testing}
              aria-label={`Send a test to ${webhook.name}`}
              onClick={() => void test()}
            >
              <Send /> Test
            </Button>
            <Menu
              trigger={
                <Button look="ghost" size="icon-sm" aria-label={`More about ${webhook.name}`}>
                  <EllipsisVertical />
                </Button>
              }
            >
              <MenuItem onSelect={onEdit}>
                <PencilLine aria-hidden /> Edit
              </MenuItem>
              <MenuItem onSelect={() => setAsking('secret')}>
                <KeyRound aria-hidden /> Make another secret
              </MenuItem>
              <MenuLine />
              <MenuItem danger onSelect={() => setAsking('delete')}>
                <Trash2 aria-hidden /> Delete
              </MenuItem>
            </Menu>
          </>
        )}
      </div>
      {asking === 'delete' && (
        <ConfirmDialog
          open
          onOpenChange={() => setAsking(null)}
          title={`Delete ${webhook.name}`}
          text="Nothing is sent there any more, what waits to be sent is dropped, and the list of its deliveries is gone. This can't be undone."
          action={`Delete ${webhook.name}`}
          onConfirm={() => deleteWebhook(webhook.id)}
        />
      )}
      {asking === 'secret' && (
        <ConfirmDialog
          open
          onOpenChange={() => setAsking(null)}
          title={`Make another secret for ${webhook.name}`}
          text="Requests are signed with the new one at once: your program refuses them until it knows it."
          action="Make another secret"
          onConfirm={async () => setSecret(await renewWebhookSecret(webhook.id))}
        />
      )}
      {secret !== null && (
        <SecretDialog name={webhook.name} secret={secret} onClose={() => setSecret(null)} />
      )}
    </li>
  );
}
