import type { Availability } from '@belay/contract/desk/slack-people';
import { queryOptions } from '@tanstack/react-query';
import { api, queryClient } from '../../api/api.ts';
import { showAnswer } from '../../api/show-answer.ts';

const path = '/v1/desk/availability';

/** Whether the signed-in person is offered to visitors and mentioned in Slack. */
export const availabilityQuery = queryOptions({
  queryKey: ['availability'],
  queryFn: ({ signal }) => api.get<Availability>(path, { signal }),
  // it also changes in Slack, by a button of the app's home
  staleTime: 30_000,
  refetchInterval: 60_000,
});

export async function changeAvailability(available: boolean): Promise<void> {
  await showAnswer(
    queryClient,
    availabilityQuery.queryKey,
    await api.put<Availability>(path, { available }),
  );
}
