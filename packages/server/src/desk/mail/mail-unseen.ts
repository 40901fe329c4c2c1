import type { Task } from '../../jobs/tasks.ts';

/** Two minutes after a person's reply: what the visitor hasn't seen goes to them by e-mail, once. */
export const mailUnseen: Task<{ tenant: string; conversation: string }> = async () => {
  throw new Error('not built yet');
};
