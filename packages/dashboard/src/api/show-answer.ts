import type { QueryClient, QueryKey } from '@tanstack/react-query';

/**
 * Shows what a change answered, at once. A read that is under way may have begun before the change:
 * it is dropped, or it would show for a while what stood before.
 */
export async function showAnswer<Answer>(
  client: QueryClient,
  queryKey: QueryKey,
  answer: Answer,
): Promise<void> {
  await client.cancelQueries({ queryKey, exact: true });
  client.setQueryData(queryKey, answer);
}
