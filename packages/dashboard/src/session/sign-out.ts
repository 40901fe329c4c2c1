import { toast } from 'sonner';
import { api, queryClient } from '../api/api.ts';
import { errorWords } from '../api/error-words.ts';

/** Ends this browser's session; what it had read is gone with it. */
export async function signOut(leave: () => Promise<void>): Promise<void> {
  try {
    await api.post('/api/auth/sign-out');
  } catch (error) {
    // the cookie still stands: better to say so than to look signed out
    toast.error('You are still signed in.', { description: errorWords(error).message });
    return;
  }
  await leave();
  queryClient.clear();
}
