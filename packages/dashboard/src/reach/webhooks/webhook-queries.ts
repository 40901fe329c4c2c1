import type {
  CreatedWebhook,
  DeliveriesPage,
  patchWebhookBody,
  WebhookDeliveryView,
  WebhookView,
  webhookBody,
} from '@belay/contract/desk/webhook';
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { z } from 'zod';
import { api, queryClient } from '../../api/api.ts';

export const webhookKeys = {
  list: ['webhooks'] as const,
  deliveries: (id: string) => ['webhook', id, 'deliveries'] as const,
};

export const webhooksQuery = queryOptions({
  queryKey: webhookKeys.list,
  queryFn: async ({ signal }) =>
    (await api.get<{ items: WebhookView[] }>('/v1/webhooks', { signal })).items,
  // deliveries succeed and fail while nobody touches the page
  refetchInterval: 10_000,
});

export type DeliveryState = WebhookDeliveryView['state'];

export const deliveriesQuery = (id: string, state: DeliveryState | '') =>
  infiniteQueryOptions({
    queryKey: [...webhookKeys.deliveries(id), state],
    queryFn: ({ pageParam, signal }) =>
      api.get<DeliveriesPage>(`${webhookPath(id)}/deliveries`, {
        query: { state, cursor: pageParam },
        signal,
      }),
    initialPageParam: '',
    getNextPageParam: (last: DeliveriesPage) => last.next_cursor ?? undefined,
    refetchInterval: 5_000,
    placeholderData: (before) => before,
  });

/** The answer has the signing secret: shown this once. */
export async function createWebhook(body: z.input<typeof webhookBody>): Promise<CreatedWebhook> {
  const made = await api.post<CreatedWebhook>('/v1/webhooks', body);
  await reread();
  return made;
}

export async function changeWebhook(
  id: string,
  change: z.input<typeof patchWebhookBody>,
): Promise<void> {
  await api.patch(webhookPath(id), change);
  await reread();
}

export async function deleteWebhook(id: string): Promise<void> {
  await api.delete(webhookPath(id));
  await reread();
}

export async function renewWebhookSecret(id: string): Promise<string> {
  return (await api.post<CreatedWebhook>(`${webhookPath(id)}/secret`)).secret;
}

/** Sends a made-up event; it stands among the deliveries. */
export async function testWebhook(id: string): Promise<WebhookDeliveryView> {
  const delivery = await api.post<WebhookDeliveryView>(`${webhookPath(id)}/test`);
  await rereadDeliveries(id);
  return delivery;
}

export async function replayDelivery(id: string, delivery: string): Promise<void> {
  await api.post(`${webhookPath(id)}/deliveries/${encodeURIComponent(delivery)}/replay`);
  await rereadDeliveries(id);
}

async function rereadDeliveries(id: string): Promise<void> {
  await queryClient.invalidateQueries({ queryKey: webhookKeys.deliveries(id) });
  await reread();
}

function reread(): Promise<void> {
  return queryClient.invalidateQueries({ queryKey: webhookKeys.list });
}

function webhookPath(id: string): string {
  return `/v1/webhooks/${encodeURIComponent(id)}`;
}
