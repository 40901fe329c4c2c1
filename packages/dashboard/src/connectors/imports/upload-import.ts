import { tenantChoice } from '../../api/api.ts';
import { ApiError } from '../../api/api-error.ts';
import { withQuery } from '../../api/create-api.ts';
import { connectorPath } from '../data/connector-queries.ts';

/**
 * Sends an export ZIP as it is. `XMLHttpRequest`, because `fetch` tells nothing of what was sent.
 * Throws `ApiError`; an aborted upload leaves nothing behind on the server.
 */
export function uploadImport(
  id: string,
  file: File,
  onProgress: (share: number) => void,
  signal: AbortSignal,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', withQuery(`${connectorPath(id)}/imports`, { name: file.name }));
    request.setRequestHeader('content-type', 'application/zip');
    const tenant = tenantChoice.get();
    if (tenant !== null) request.setRequestHeader('x-belay-tenant', tenant);
    request.upload.onprogress = ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0);
    request.onload = () =>
      request.status < 300 ? resolve() : reject(refusal(request.status, request.responseText));
    request.onerror = () =>
      reject(
        new ApiError({
          code: 'OFFLINE',
          status: 0,
          message: 'The upload broke off. Check your connection and drop the file again.',
          retriable: true,
        }),
      );
    request.onabort = () => reject(new DOMException('Aborted', 'AbortError'));
    signal.addEventListener('abort', () => request.abort());
    request.send(file);
  });
}

function refusal(status: number, text: string): ApiError {
  const { message, error_code } = parsed(text);
  return new ApiError({
    code: 'BAD_ANSWER',
    status,
    message:
      typeof message === 'string' && typeof error_code === 'string'
        ? message
        : `The upload was refused (${status}). Try again in a moment.`,
  });
}

function parsed(text: string): { message?: unknown; error_code?: unknown } {
  try {
    const body: unknown = JSON.parse(text);
    return typeof body === 'object' && body !== null ? body : {};
  } catch {
    return {};
  }
}
