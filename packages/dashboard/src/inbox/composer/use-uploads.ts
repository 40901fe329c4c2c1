import type { FileView } from '@belay/contract/desk/conversation';
import { useEffect, useRef, useState } from 'react';
import { errorWords } from '../../api/error-words.ts';
import { uploadFile } from '../../desk/data/desk-verbs.ts';

/** A file that isn't there yet. */
export interface Upload {
  key: string;
  file: File;
  /** why it was refused; null: it is on its way */
  failure: string | null;
}

/** A message takes no more (`replyBody`). */
export const mostFiles = 10;

/** Uploads at once what is dropped, pasted or chosen; `onDone` gets each file that arrived. */
export function useUploads(onDone: (file: FileView) => void) {
  const [uploads, setUploads] = useState<Upload[]>([]);
  const aborts = useRef(new Map<string, AbortController>());
  const done = useRef(onDone);
  done.current = onDone;
  useEffect(() => {
    const open = aborts.current;
    return () => {
      for (const abort of open.values()) abort.abort();
    };
  }, []);
  const drop = (key: string) => {
    aborts.current.get(key)?.abort();
    aborts.current.delete(key);
    setUploads((before) => before.filter((each) => each.key !== key));
  };
  const start = async (key: string, file: File) => {
    const abort = new AbortController();
    aborts.current.set(key, abort);
    try {
      const view = await uploadFile(file, abort.signal);
      drop(key);
      done.current(view);
    } catch (error) {
      if (abort.signal.aborted) return;
      const failure = errorWords(error).message;
      setUploads((before) =>
        before.map((each) => (each.key === key ? { ...each, failure } : each)),
      );
    }
  };
  return {
    uploads,
    add(files: readonly File[], already: number): void {
      const room = Math.max(0, mostFiles - already - uploads.length);
      for (const file of files.slice(0, room)) {
        const key = crypto.randomUUID();
        setUploads((before) => [...before, { key, file, failure: null }]);
        void start(key, file);
      }
    },
    again({ key, file }: Upload): void {
      setUploads((before) =>
        before.map((each) => (each.key === key ? { ...each, failure: null } : each)),
      );
      void start(key, file);
    },
    drop,
  };
}
