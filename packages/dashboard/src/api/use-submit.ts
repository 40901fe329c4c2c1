import { type FormEvent, useState } from 'react';

/**
 * Runs what a form or button does, once at a time: `pending` while it runs, `error` when it failed.
 * `submit` is for `<form onSubmit>`, `run` for everything else; it tells whether it went well.
 */
export function useSubmit(action: () => Promise<unknown>) {
  const [pending, setPending] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const run = async (): Promise<boolean> => {
    if (pending) return false;
    setPending(true);
    setError(null);
    try {
      await action();
      return true;
    } catch (thrown) {
      setError(thrown);
      return false;
    } finally {
      setPending(false);
    }
  };
  return {
    run,
    submit: (event: FormEvent) => {
      event.preventDefault();
      void run();
    },
    pending,
    error,
    reset: () => setError(null),
  };
}
