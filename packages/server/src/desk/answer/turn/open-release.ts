import type { WidgetLanguage } from '@belay/contract/desk/agent';
import type { Context } from '../../../context.ts';
import { publicId } from '../../../memory/ids.ts';
import type { TurnRef } from '../../conversation/turn-ref.ts';
import type { LeakCheck } from '../check/leak-check.ts';
import { createRelease, type Release } from '../check/release.ts';
import type { Sources } from '../source/sources.ts';
import { turnStands } from './read-turn.ts';

/** The turn is no longer the agent's: nothing more is said, nothing failed. */
export class TurnOver extends Error {
  override readonly name = 'TurnOver';
}

/** A release whose sentences go to everybody who watches, as drafts, while the turn stands. */
export function openRelease(
  ctx: Context,
  ref: TurnRef,
  options: {
    visitor: string;
    attempt: number;
    language: WidgetLanguage;
    sources: Sources;
    linksFrom: readonly string[];
    leak: LeakCheck;
  },
): Release {
  const { visitor, attempt, ...checks } = options;
  let n = 0;
  return createRelease({
    ...checks,
    async onSentence(text) {
      if (!(await turnStands(ctx.pool, ref))) throw new TurnOver();
      const draft = {
        kind: 'draft',
        conversation_id: publicId('cnv', ref.conversation),
        ...{ turn: ref.turn, attempt, n: n++, text },
      } as const;
      ctx.desk.say({ ...ref, visitor, forOperators: draft, forVisitor: draft });
    },
  });
}

/** Aborts as soon as somebody looks and the turn is over, or the process stops. */
export function watchTurn(
  ctx: Context,
  ref: TurnRef,
  stopping: AbortSignal,
  everyMs = 1_000,
): { signal: AbortSignal; end(): void } {
  const over = new AbortController();
  const timer = setInterval(() => {
    turnStands(ctx.pool, ref).then(
      (stands) => {
        if (!stands) over.abort(new TurnOver());
      },
      // a database in trouble is noticed where the answer is written
      () => undefined,
    );
  }, everyMs);
  return {
    signal: AbortSignal.any([over.signal, stopping]),
    end: () => clearInterval(timer),
  };
}
