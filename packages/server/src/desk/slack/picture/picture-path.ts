import { publicId } from '../../../memory/ids.ts';

/** Where a picture (uuid) is served: another picture has another address. */
export function picturePath(id: string | null): string | null {
  return id === null ? null : `/v1/widget/pictures/${publicId('pic', id)}`;
}
