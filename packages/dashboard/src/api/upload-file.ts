import type { ErrorBody } from '@belay/contract/error';
import { tenantChoice } from './api.ts';
import { ApiError } from './api-error.ts';

/**
 * Sends a file's bytes as they are and gives the JSON answer. `XMLHttpRequest`, because `fetch` tells
 * nothing of what was sent. `onProgress` hears the share, 0 to 1. Throws `ApiError`, or an
 * `AbortError` when `signal` ends it: then nothing is left behind on the server.
 */
export function uploadFile<Answer>(
  path: string,
  file: Blob,
  {
    type,
    onProgress,
    signal,
  }: { type: string; onProgress(share: number): void; signal: AbortSignal },
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', path);
    request.setRequestHeader('content-type', type);
    const tenant = tenantChoice.get();
    if (tenant !== null) request.setRequestHeader('x-belay-tenant', tenant);
    request.upload.onprogress = ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0);
    request.onload = () => {
      const body = parsed(request.responseText);
      // the contract of the route says what it answers
      if (request.status < 300) resolve(body as Answer);
      else reject(refusal(request.status, body ?? {}));
    };
    request.onerror = () =>
      reject(
        new ApiError({
          code: 'OFFLINE',
          status: 0,
          message: 'The upload broke off. Check your connection and choose the file again.',
          retriable: true,
        }),
      );
    request.onabort = () => reject(new DOMException('Aborted', 'AbortError'));
    signal.addEventListener('abort', () => request.abort());
    request.send(file);
  });
}

function refusal(status: number, body: Partial<ErrorBody>): ApiError {
  const { error_code, message, details, request_id } = body;
  if (error_code && message)
    return new ApiError({
      code: error_code,
      status,
      message,
      details: details ?? {},
      requestId: request_id ?? null,
    });
  return new ApiError({
    code: 'BAD_ANSWER',
    status,
    message: `The upload was refused (${status}). Try again in a moment.`,
  });
}

function parsed(text: string): Partial<ErrorBody> | undefined {
  try {
    const body: unknown = JSON.parse(text);
    return typeof body === 'object' && body !== null ? body : undefined;
  } catch {
    return undefined;
  }
}
