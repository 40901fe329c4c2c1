import type { Ids } from '../world/ids.ts';

export interface Upload {
  fileId: string;
  name: string;
  length: number;
  userId: string;
  snippetType?: string;
  bytes?: Uint8Array;
}

/** Uploads on their way: an address was given, bytes may have come, no message carries them yet. */
export class Uploads {
  readonly #open = new Map<string, Upload>();

  start(ids: Ids, draft: Omit<Upload, 'fileId'>): Upload {
    const upload = { ...draft, fileId: ids.next('F') };
    this.#open.set(upload.fileId, upload);
    return upload;
  }

  find(fileId: string): Upload | undefined {
    return this.#open.get(fileId);
  }

  finish(fileId: string): void {
    this.#open.delete(fileId);
  }

  clear(): void {
    this.#open.clear();
  }
}
