import { useRouter } from '@tanstack/react-router';
import { useEffect } from 'react';
import { onSignedOut, queryClient } from '../api/api.ts';
import { isSigningOut } from '../session/sign-out.ts';

/** When the session ends under our feet (signed out elsewhere, expired), sign-in keeps the place. */
export function useSignOutWatch(): void {
  const router = useRouter();
  useEffect(
    () =>
      onSignedOut(() => {
        const { href, pathname } = router.state.location;
        if (pathname === '/sign-in' || isSigningOut()) return;
        void router
          .navigate({ to: '/sign-in', search: { next: href, ended: true }, replace: true })
          .then(() => queryClient.clear());
      }),
    [router],
  );
}
