import { useQueryErrorResetBoundary } from '@tanstack/react-query';
import { type ErrorComponentProps, useRouter } from '@tanstack/react-router';
import { useEffect } from 'react';
import { errorWords } from '../api/error-words.ts';
import { ErrorState } from '../ui/error-state.tsx';
import { usePageTitle } from './page.tsx';

/** What stands in place of a page that failed. Trying again loads its data anew. */
export function PageError({ error, reset }: ErrorComponentProps) {
  const router = useRouter();
  const queries = useQueryErrorResetBoundary();
  usePageTitle(errorWords(error).title);
  useEffect(() => queries.reset(), [queries]);
  return (
    <ErrorState
      error={error}
      retry={async () => {
        // code that is no longer served comes with a new page only
        if (errorWords(error).title === 'Belay was updated') return location.reload();
        reset();
        await router.invalidate();
      }}
    />
  );
}
