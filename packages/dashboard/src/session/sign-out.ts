import { toast } from 'sonner';
import { api, queryClient } from '../api/api.ts';
import { ApiError } from '../api/api-error.ts';
import { errorWords } from '../api/error-words.ts';

let leaving = false;
/** Whether the session is being ended here: what is refused meanwhile is no news. */
export const isSigningOut = () => leaving;

/** Ends this browser's session; what it had read is gone with it. */
export async function signOut(leave: () => Promise<void>): Promise<void> {
  try {
    await endSession(() => api.post('/api/auth/sign-out'), leave);
  } catch (error) {
    // the cookie still stands: better to say so than to look signed out
    toast.error('You are still signed in.', { description: errorWords(error).message });
  }
}

/** The same in every browser. Throws as long as the sessions stand. */
export function signOutEverywhere(leave: () => Promise<void>): Promise<void> {
  return endSession(() => api.delete('/v1/sessions'), leave);
}

async function endSession(end: () => Promise<unknown>, leave: () => Promise<void>): Promise<void> {
  leaving = true;
  try {
    await end().catch((error: unknown) => {
      // it was over already
      if (!(error instanceof ApiError && error.status === 401)) throw error;
    });
    await leave();
    queryClient.clear();
  } finally {
    leaving = false;
  }
}
