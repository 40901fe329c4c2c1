import { withQuery } from '../../api/create-api.ts';
import { uploadFile } from '../../api/upload-file.ts';
import { connectorPath } from '../data/connector-queries.ts';

/** Sends an export ZIP as it is. Throws `ApiError`; an aborted upload leaves nothing on the server. */
export async function uploadImport(
  id: string,
  file: File,
  onProgress: (share: number) => void,
  signal: AbortSignal,
): Promise<void> {
  const path = withQuery(`${connectorPath(id)}/imports`, { name: file.name });
  await uploadFile<unknown>(path, file, { type: 'application/zip', onProgress, signal });
}
