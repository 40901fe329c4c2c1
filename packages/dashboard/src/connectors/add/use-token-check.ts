import type { TokenCheck } from '@belay/contract/connector';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { checkToken } from '../data/connector-verbs.ts';
import { botTokenProblem } from './token-kind.ts';

const pauseMs = 350;

export interface CheckedToken {
  result: TokenCheck | undefined;
  error: unknown;
  isChecking: boolean;
  again(): void;
}

/**
 * What Slack says of a token, asked when typing pauses. The answer is of the token that stands in
 * the field: as soon as it is another one, there is no answer. The token is in no cache's key.
 */
export function useTokenCheck(text: string): CheckedToken {
  const token = text.trim();
  const [asked, setAsked] = useState({ token: '', turn: 0 });
  useEffect(() => {
    const timer = setTimeout(
      () => setAsked((before) => (before.token === token ? before : { token, turn: nextTurn() })),
      pauseMs,
    );
    return () => clearTimeout(timer);
  }, [token]);
  const isAsked = asked.token === token && token !== '' && botTokenProblem(token) === null;
  const { data, error, isFetching, refetch } = useQuery({
    queryKey: ['token-check', asked.turn],
    queryFn: ({ signal }) => checkToken({ token: asked.token }, signal),
    enabled: isAsked,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    retry: false,
    refetchOnWindowFocus: false,
  });
  const isDue = token !== '' && botTokenProblem(token) === null && asked.token !== token;
  return {
    result: isAsked ? data : undefined,
    error: isAsked ? error : null,
    isChecking: isDue || (isAsked && isFetching),
    again: () => void refetch(),
  };
}

let turn = 0;
/** Another number for another token: what is cached by it names no secret. */
function nextTurn(): number {
  turn += 1;
  return turn;
}
