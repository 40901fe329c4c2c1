import type { FileView } from '@belay/contract/desk/conversation';
import { Refusal } from './refusal.ts';

/** Loaded with the first file: sends it and tells how far it is, 0 to 1. Throws `Refusal`, `TypeError`. */
export function upload(
  to: { url: string; authorization: string },
  file: File,
  onProgress: (share: number) => void,
  signal: AbortSignal,
): Promise<FileView> {
  return new Promise((resolve, reject) => {
    // `fetch` tells nothing of what was sent so far
    const request = new XMLHttpRequest();
    request.open('POST', to.url);
    request.setRequestHeader('authorization', to.authorization);
    request.setRequestHeader('content-type', file.type || 'application/octet-stream');
    request.responseType = 'json';
    request.upload.onprogress = ({ loaded, total }) => onProgress(loaded / total);
    request.onload = () => {
      if (request.status < 300) resolve(request.response as FileView);
      else reject(new Refusal(request.status, request.response ?? {}));
    };
    request.onerror = () => reject(new TypeError('the connection was lost'));
    request.onabort = () => reject(new DOMException('given up', 'AbortError'));
    signal.addEventListener('abort', () => request.abort());
    request.send(file);
  });
}
