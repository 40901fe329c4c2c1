import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';

/** A file of the bench in a process of its own. */
export function child(file: string, env: Record<string, string> = {}): ChildProcess {
  return fork(join(import.meta.dirname, file), [], { env: { ...process.env, ...env } });
}

/** What it tells next; rejects when it ends instead. */
export function said(process: ChildProcess): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const ended = () => reject(new Error('a process of the bench ended too early'));
    process.once('exit', ended);
    process.once('message', (message) => {
      process.off('exit', ended);
      resolve(message);
    });
  });
}
