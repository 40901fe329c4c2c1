import { BelayError } from '@belay/contract/error';
import type { CardMessage } from '@belay/slack/cards/block';
import type { CardLanguage } from '@belay/slack/cards/card-model';
import { promptAnswer } from '@belay/slack/cards/held-prompt';
import { type Refusal, refusalMessage } from '@belay/slack/cards/refusal-message';
import { mayServe, type Standing } from '../../../conversation/state/standing.ts';
import type { Made } from './made-for.ts';

/** The verbs of buttons. */
export type Verb = 'take' | 'reopen' | 'hand_back' | 'release' | 'close' | 'assign' | 'steal';

/**
 * Why a press is refused, as far as it can be told from how the conversation stands; who has it is
 * named (TKO-1). Undefined: nothing speaks against it.
 */
export function refusalOf(
  verb: Verb,
  standing: Standing,
  made: Made,
  operator: { person: string; isAdmin: boolean },
): { why: Refusal | 'lost' } | undefined {
  const isTheirs = standing.state === 'human' && standing.owner !== operator.person;
  if ((verb === 'take' || verb === 'reopen') && isTheirs) return { why: 'lost' };
  if (isStale(verb, standing, made)) return { why: 'stale' };
  if (verb === 'take' && standing.state === 'closed') return { why: 'closed' };
  if (verb === 'hand_back' && !mayServe(standing)) return { why: 'paused' };
  if (isTheirs && verb !== 'steal' && !operator.isAdmin) return { why: 'owned' };
  return undefined;
}

/** A person was asked for since the card was drawn: whoever wants to take it wants it all the more. */
function isStale(verb: Verb, { epoch, claim, state }: Standing, made: Made): boolean {
  if (verb === 'take' && state === 'waiting' && epoch === made.epoch + 1 && made.claim === null)
    return false;
  return epoch !== made.epoch || (made.claim !== null && claim !== made.claim);
}

/** That a press did nothing, privately, in the channel's language. */
export function refusalWords(
  why: Refusal | 'lost',
  language: CardLanguage,
  name: string | null,
): CardMessage {
  return why === 'lost'
    ? promptAnswer({ language, what: { kind: 'lost', name: name ?? '–' } })
    : refusalMessage({ language, why, name });
}

/** The same for what a verb threw: a race that was lost between the look and the update. */
export function wordsOfConflict(
  error: unknown,
  verb: Verb,
  language: CardLanguage,
  me: string,
): CardMessage {
  if (!(error instanceof BelayError) || error.retriable) throw error;
  const owner = ownerOf(error);
  const isLost = owner !== null && owner.id !== me;
  if (isLost && (verb === 'take' || verb === 'reopen'))
    return refusalWords('lost', language, owner.name);
  if (isLost && verb === 'steal') return refusalWords('not_silent', language, owner.name);
  if (isLost) return refusalWords('owned', language, owner.name);
  switch (error.code) {
    case 'NOT_FOUND':
      return refusalWords('gone', language, null);
    case 'POLICY_DENIED':
      return refusalWords('may_not', language, null);
    case 'CONFLICT':
      return refusalWords(stateOf(error), language, null);
    default:
      return promptAnswer({ language, what: { kind: 'refused', why: error.message } });
  }
}

/** Verbs that lose say who has it and in which state, in their details. */
function ownerOf({ details }: BelayError): { id: string; name: string } | null {
  const { owner } = details as { owner?: { id: string; name: string } | null };
  return owner ?? null;
}

function stateOf({ details }: BelayError): Refusal {
  const { state } = details as { state?: Standing['state'] };
  if (state === 'closed') return 'closed';
  return state === 'agent' || state === 'waiting' ? 'unowned' : 'stale';
}
