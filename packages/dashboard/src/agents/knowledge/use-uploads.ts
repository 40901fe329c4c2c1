import { useState } from 'react';
import { errorWords } from '../../api/error-words.ts';
import { uploadDocument } from '../data/knowledge-verbs.ts';
import { useLeaveGuard } from '../form/leave-guard.ts';
import { documentProblem } from './document-problem.ts';

export interface Upload {
  key: string;
  name: string;
  /** 0 to 1 */
  share: number;
  /** why it was not taken, in words */
  problem: string | null;
  abort: AbortController;
}

let count = 0;

/** Documents on their way to the server, each with its progress; those that failed stay until waved away. */
export function useUploads(agent: string) {
  const [uploads, setUploads] = useState<Upload[]>([]);
  const change = (key: string, next: Partial<Upload>) =>
    setUploads((all) => all.map((one) => (one.key === key ? { ...one, ...next } : one)));
  const drop = (key: string) => setUploads((all) => all.filter((one) => one.key !== key));

  const send = async (file: File) => {
    count += 1;
    const key = String(count);
    const abort = new AbortController();
    const problem = documentProblem(file);
    setUploads((all) => [...all, { key, name: file.name, share: 0, problem, abort }]);
    if (problem) return;
    try {
      await uploadDocument(agent, file, (share) => change(key, { share }), abort.signal);
      drop(key);
    } catch (error) {
      if (abort.signal.aborted) drop(key);
      else change(key, { problem: errorWords(error).message });
    }
  };
  const busy = uploads.some(({ problem }) => problem === null);
  useLeaveGuard(busy);
  return {
    uploads,
    async sendAll(files: Iterable<File>) {
      // one after the other: each gets the whole line
      for (const file of [...files]) await send(file);
    },
    dismiss: drop,
  };
}
