import { publicId, uuidOf } from '../../../memory/ids.ts';

/** What a message of ours carries in its metadata, and by which it is found again: `pst_…`. */
export function postKey(post: string): string {
  return publicId('pst', post);
}

/** The post (uuid) of a key as it came from Slack; undefined for anything else. */
export function postOfKey(key: string): string | undefined {
  return uuidOf('pst', key);
}
