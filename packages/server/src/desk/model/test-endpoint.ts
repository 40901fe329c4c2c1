import { streamText } from 'ai';
import type { Context } from '../../context.ts';
import { modelClient } from './model-client.ts';
import type { ModelEndpoint } from './model-endpoint.ts';
import { modelTrouble, noteTrouble } from './model-trouble.ts';
import { countTokens } from './token-use.ts';

const patienceMs = 20_000;
const mostCharacters = 2_000;
/** Where the endpoint doesn't count. */
const fewTokens = 50;

/** Asks the model for one word. What is wrong is said in words. */
export async function testEndpoint(
  ctx: Context,
  tenant: string,
  endpoint: ModelEndpoint,
): Promise<{ ok: boolean; sentence: string }> {
  const timing = { firstTokenMs: patienceMs, wholeMs: patienceMs };
  try {
    // as answers are asked for: some endpoints can't stream
    const result = streamText({
      model: modelClient(ctx, endpoint, timing),
      prompt: 'Answer with the one word: ready',
      maxOutputTokens: 200,
      maxRetries: 0,
      abortSignal: AbortSignal.timeout(patienceMs),
      onError: () => undefined,
    });
    let text = '';
    for await (const part of result.stream) {
      if (part.type === 'error') throw part.error;
      if (part.type === 'text-delta') text += part.text;
      if (text.length > mostCharacters) break;
      if (part.type === 'finish')
        await countTokens(ctx.pool, tenant, ctx.now(), part.totalUsage.totalTokens ?? fewTokens);
    }
    ctx.modelHealth.answered(endpoint.health);
    await noteTrouble(ctx.pool, tenant, null);
    return text.trim() === ''
      ? { ok: false, sentence: 'The model answered, but wrote nothing. Check the model’s name.' }
      : { ok: true, sentence: `${endpoint.model} answers.` };
  } catch (error) {
    const sentence = modelTrouble(error);
    await noteTrouble(ctx.pool, tenant, sentence);
    return { ok: false, sentence };
  }
}
