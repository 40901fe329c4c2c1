import { api, queryClient } from '../api/api.ts';

/** Signs in. The browser keeps the cookie; what a former person had read is dropped. */
export async function signIn(email: string, password: string): Promise<void> {
  await api.post('/api/auth/sign-in/email', { email, password });
  queryClient.clear();
}
