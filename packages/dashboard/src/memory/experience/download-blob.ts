import { api } from '../../api/api.ts';

const endings: Record<string, string> = {
  'text/plain': 'txt',
  'text/html': 'html',
  'image/png': 'png',
  'image/jpeg': 'jpg',
  'image/gif': 'gif',
  'image/webp': 'webp',
  'application/pdf': 'pdf',
  'application/zip': 'zip',
  'application/json': 'json',
};

/** The bytes of a file into the reader's downloads; the memory knows no name, so the id is one. */
export async function downloadBlob(blobId: string): Promise<void> {
  const response = await api.raw(`/v1/blobs/${blobId}`);
  const blob = await response.blob();
  const type = blob.type.split(';')[0] ?? '';
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = `${blobId.slice(0, 17)}.${endings[type] ?? 'bin'}`;
  link.click();
  // the browser has taken the bytes by the next turn
  setTimeout(() => URL.revokeObjectURL(link.href));
}
