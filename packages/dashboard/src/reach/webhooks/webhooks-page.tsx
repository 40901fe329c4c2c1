import type { WebhookView } from '@belay/contract/desk/webhook';
import { useQuery } from '@tanstack/react-query';
import { Plus, Webhook } from 'lucide-react';
import { useState } from 'react';
import { useShortcuts } from '../../keys/use-shortcuts.ts';
import { useCan } from '../../session/use-session.ts';
import { usePageTitle } from '../../shell/page.tsx';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { DeliveriesDrawer } from './deliveries-drawer.tsx';
import { WebhookDrawer } from './webhook-drawer.tsx';
import { webhooksQuery } from './webhook-queries.ts';
import { WebhookRow } from './webhook-row.tsx';
import { webhooksSentence } from './webhooks-sentence.ts';

/** Addresses of yours that are told what happens at the desk. */
export function WebhooksPage() {
  usePageTitle('Webhooks');
  const mayManage = useCan('desk.manage');
  const { data, error, refetch } = useQuery(webhooksQuery);
  const [editing, setEditing] = useState<WebhookView | 'new' | null>(null);
  const [looking, setLooking] = useState<WebhookView | null>(null);
  const make = () => setEditing('new');
  useShortcuts(mayManage ? [{ keys: 'n', label: 'New webhook', run: make }] : []);
  const create = mayManage && (
    <Button look="primary" onClick={make}>
      <Plus /> New webhook
    </Button>
  );
  return (
    <>
      {error && !data ? (
        <ErrorState error={error} title="The webhooks could not be loaded" retry={refetch} />
      ) : data?.length === 0 ? (
        <EmptyState icon={Webhook} title="No webhook yet" action={create}>
          A webhook tells a program of yours what happens at the desk: a person is called, a lead is
          captured, a conversation ends. Each request is signed.
          {!mayManage && ' An admin or owner makes them.'}
        </EmptyState>
      ) : (
        <Card flush title="Webhooks" text={data && webhooksSentence(data)} actions={create}>
          {data ? (
            <ul>
              {data.map((webhook) => (
                <WebhookRow
                  key={webhook.id}
                  webhook={webhook}
                  mayManage={mayManage}
                  onEdit={() => setEditing(webhook)}
                  onDeliveries={() => setLooking(webhook)}
                />
              ))}
            </ul>
          ) : (
            <SkeletonRows rows={3} />
          )}
        </Card>
      )}
      {editing && (
        <WebhookDrawer
          webhook={editing === 'new' ? undefined : editing}
          onClose={() => setEditing(null)}
        />
      )}
      {looking && (
        <DeliveriesDrawer
          webhook={looking}
          mayManage={mayManage}
          onClose={() => setLooking(null)}
        />
      )}
    </>
  );
}
