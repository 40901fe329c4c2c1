import type { ModelView, modelBody } from '@belay/contract/desk/model';
import type { z } from 'zod';
import { api, queryClient } from '../../api/api.ts';
import { showAnswer } from '../../api/show-answer.ts';
import { modelQuery } from './model-query.ts';

/** Whether the endpoint answers, in words. */
export interface ModelTest {
  ok: boolean;
  sentence: string;
}

export async function saveModel(body: z.input<typeof modelBody>): Promise<void> {
  await showAnswer(queryClient, modelQuery.queryKey, await api.put<ModelView>('/v1/model', body));
}

export async function removeModel(): Promise<void> {
  await api.delete('/v1/model');
  await queryClient.invalidateQueries({ queryKey: modelQuery.queryKey });
}

/** Asks the saved endpoint for a word. */
export async function testModel(): Promise<ModelTest> {
  const test = await api.post<ModelTest>('/v1/model/test');
  await queryClient.invalidateQueries({ queryKey: modelQuery.queryKey });
  return test;
}
