import type { FileView } from '@belay/contract/desk/conversation';
import { useRef, useState } from 'preact/hooks';
import { Refusal } from '../client/refusal.ts';
import { uniqueId } from '../client/unique-id.ts';
import { fill } from '../words/fill.ts';
import { useUi } from './use-chat.ts';

/** A file that was picked: on its way, there, or refused in words. */
export interface Attachment {
  key: string;
  name: string;
  /** of a picture: shown from the browser's own memory */
  preview: string | null;
  /** 0 to 1 */
  share: number;
  file: FileView | null;
  trouble: string | null;
  stop(): void;
}

const mostFiles = 10;
const mostMb = 10;

/** Files beside the words that are being written. */
export function useAttachments() {
  const { chat, words } = useUi();
  const [attachments, setAll] = useState<Attachment[]>([]);
  // an upload that ends late changes what is there by then
  const latest = useRef(attachments);
  const set = (next: Attachment[]) => {
    latest.current = next;
    setAll(next);
  };
  const change = (key: string, part: Partial<Attachment>) =>
    set(latest.current.map((each) => (each.key === key ? { ...each, ...part } : each)));

  const inWords = (error: unknown, name: string): string => {
    if (!(error instanceof Refusal)) return words.filesOffline;
    if (error.status === 413) return fill(words.fileTooLarge, { name, most: mostMb });
    if (error.status === 415 || error.status === 422 || error.status === 403)
      return fill(words.fileRefused, { name });
    return fill(words.fileFailed, { name });
  };

  async function add(file: File): Promise<void> {
    const stopping = new AbortController();
    const key = uniqueId();
    const isLarge = file.size > mostMb * 1_000_000;
    set([
      ...latest.current,
      {
        key,
        name: file.name,
        preview: file.type.startsWith('image/') ? URL.createObjectURL(file) : null,
        share: 0,
        file: null,
        trouble: isLarge ? fill(words.fileTooLarge, { name: file.name, most: mostMb }) : null,
        stop: () => stopping.abort(),
      },
    ]);
    if (isLarge) return;
    try {
      const { upload } = await import('../client/upload.ts');
      await chat.visit.need();
      const stored = await upload(
        chat.api.uploadRequest(file.name),
        file,
        (share) => change(key, { share }),
        stopping.signal,
      );
      change(key, { file: stored, share: 1 });
    } catch (error) {
      change(key, { trouble: inWords(error, file.name) });
    }
  }

  const drop = (gone: readonly Attachment[]) => {
    for (const { preview, stop } of gone) {
      stop();
      if (preview) URL.revokeObjectURL(preview);
    }
    set(latest.current.filter((each) => !gone.includes(each)));
  };

  return {
    attachments,
    add: (files: Iterable<File>) => {
      for (const file of [...files].slice(0, mostFiles - latest.current.length)) void add(file);
    },
    remove: (attachment: Attachment) => drop([attachment]),
    /** those that are there; they are no longer beside the composer */
    take(): FileView[] {
      const there = latest.current.filter(({ file }) => file !== null);
      drop(there);
      return there.flatMap(({ file }) => file ?? []);
    },
    isBusy: attachments.some(({ file, trouble }) => file === null && trouble === null),
  };
}
