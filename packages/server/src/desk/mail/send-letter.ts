import type { Task } from '../../jobs/tasks.ts';

/** Hands one letter to the mail server. */
export const sendLetter: Task<{ tenant: string; letter: string }> = async () => {
  throw new Error('not built yet');
};
