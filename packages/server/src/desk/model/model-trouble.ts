import { APICallError } from 'ai';
import type pg from 'pg';
import { OutboundError } from '../../outbound/outbound-error.ts';

/** Why a model didn't answer, in a sentence for an admin; no word of what it was asked. */
export function modelTrouble(error: unknown): string {
  for (let cause: unknown = error, depth = 0; cause instanceof Error && depth < 6; depth++) {
    if (cause instanceof ModelFailure || cause instanceof OutboundError) return cause.message;
    if (APICallError.isInstance(cause) && cause.statusCode !== undefined && cause.statusCode >= 400)
      return sentenceOf(cause.statusCode);
    cause = cause.cause ?? ('lastError' in cause ? cause.lastError : undefined);
  }
  return 'The endpoint answered something that isn’t the protocol of OpenAI’s chat completions.';
}

/** A failure that we noticed ourselves. */
export class ModelFailure extends Error {
  override readonly name = 'ModelFailure';
}

function sentenceOf(status: number): string {
  if (status === 401 || status === 403)
    return `The endpoint refuses the key (${status}). Enter a key that it accepts.`;
  if (status === 404) return 'The endpoint knows no such address or model (404). Check both.';
  if (status === 429)
    return 'The endpoint says: too many requests, or no credit left (429). Raise its limit or wait.';
  if (status >= 500) return `The endpoint has trouble of its own (${status}). Try again later.`;
  return `The endpoint refuses the request (${status}). Check the address and the model.`;
}

/** What is shown beside the endpoint until it answers again. */
export async function noteTrouble(
  db: pg.Pool,
  tenant: string,
  trouble: string | null,
): Promise<void> {
  await db.query({
    name: 'note-model-trouble',
    text: `update model_endpoint set trouble = $2, trouble_at = case when $2::text is null then null else now() end
           where tenant = $1 and trouble is distinct from $2`,
    values: [tenant, trouble],
  });
}
