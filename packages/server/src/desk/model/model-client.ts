import { createOpenAICompatible } from '@ai-sdk/openai-compatible';
import type { LanguageModel } from 'ai';
import { createFetch } from '../../outbound/create-fetch.ts';
import type { OutboundContext } from '../../outbound/open-request.ts';
import type { ModelEndpoint } from './model-endpoint.ts';

/** In ms. */
export interface ModelTiming {
  firstTokenMs: number;
  wholeMs: number;
}
export const modelTiming: ModelTiming = { firstTokenMs: 30_000, wholeMs: 90_000 };

/** Of one answer on the wire; the text that is used of it is far shorter. */
const mostBytes = 4 * 1024 * 1024;

/** The endpoint as the AI SDK's model; each request goes through the checks of outbound requests (SEC-3). */
export function modelClient(
  ctx: OutboundContext,
  { url, model, key, isTrusted }: ModelEndpoint,
  timing: ModelTiming = modelTiming,
): LanguageModel {
  const provider = createOpenAICompatible({
    name: 'endpoint',
    baseURL: url.replace(/\/+$/, '').replace(/\/chat\/completions$/, ''),
    includeUsage: true,
    fetch: createFetch(ctx, {
      headTimeoutMs: timing.firstTokenMs,
      timeoutMs: timing.wholeMs,
      mostBytes,
      trusted: isTrusted,
    }),
    ...(key === undefined || key === '' ? {} : { apiKey: key }),
  });
  return provider.chatModel(model);
}
