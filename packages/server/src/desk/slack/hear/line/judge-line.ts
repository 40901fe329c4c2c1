import { redactor } from '@belay/connector/redact/redactor';
import type { HeldReason } from '@belay/slack/cards/held-prompt';
import {
  classifyLine,
  type LineFacts,
  type TypedLine,
} from '@belay/slack/cards/typed-line/classify-line';
import type { Message } from '@belay/slack/model';
import type { Context } from '../../../../context.ts';
import type { Operator } from '../../../conversation/desk-actor.ts';
import { readStandings, type Standing } from '../../../conversation/state/standing.ts';
import { isOperator, type NotOperator, operatorOfSlack } from '../../people/operator-of-slack.ts';
import { Later } from '../store/later.ts';
import { mayBePassed } from './line-files.ts';
import type { ThreadPlace } from './thread-at.ts';

/** How a line stands at this moment, with all that decided it. */
export interface Judged {
  typed: TypedLine;
  /** the first doubt about its words, whoever has the conversation */
  doubt: HeldReason | undefined;
  who: Operator | NotOperator;
  standing: Standing;
}

const redact = redactor({});
const isSecret = (text: string): boolean => redact(text).count > 0;

/** Who has it doesn't matter: only the words are looked at. */
const asOwner: LineFacts['state'] = { kind: 'human', owner: 'author', claimedAt: 0 };

/**
 * The table of desk.md for the newest version of a line, anew each time (TKO-4). Undefined: its
 * conversation was erased. Throws `Later` while Slack can't be asked who its author is, unless that
 * took too long already: then they are nobody.
 */
export async function judgeLine(
  ctx: Context,
  where: ThreadPlace,
  message: Message,
  accepted: readonly HeldReason[] = [],
  { mayWait = true }: { mayWait?: boolean } = {},
): Promise<Judged | undefined> {
  const { tenant, installation, conversation } = where;
  const [standing] = await readStandings(ctx.pool, tenant, [conversation]);
  if (!standing) return undefined;
  const userId = message.author.userId ?? '';
  const who = await operatorOfSlack(ctx, { tenant, installation, userId });
  if (!isOperator(who) && who.refused === 'unchecked' && mayWait)
    throw new Later('Slack can’t be asked who wrote a line');
  const facts: LineFacts = {
    botUserId: where.botUserId,
    thread: where.isHome ? 'home' : 'other',
    isLinked: isOperator(who),
    state: stateOf(standing, who, ctx.now()),
    now: ctx.now(),
    hasRefusedFile: !message.files.every(mayBePassed),
    accepted,
    isSecret,
  };
  const typed = classifyLine(message, facts);
  const words = classifyLine(message, { ...facts, thread: 'home', state: asOwner });
  return { typed, doubt: words.kind === 'held' ? words.why : undefined, who, standing };
}

/** Its author keeps it among the team. */
export function isMarked({ typed }: Pick<Judged, 'typed'>): boolean {
  return typed.kind === 'internal' && typed.why === 'marked';
}

function stateOf(standing: Standing, who: Operator | NotOperator, now: number): LineFacts['state'] {
  if (standing.state !== 'human') return { kind: standing.state };
  if (isOperator(who) && who.person === standing.owner)
    return { kind: 'human', owner: 'author', claimedAt: standing.claimed_at?.getTime() ?? 0 };
  return {
    kind: 'human',
    owner: 'other',
    maySteal: isOperator(who) && (who.isAdmin || isSilent(standing, now)),
  };
}

/** Half of the quiet time is over: colleagues may take it without an admin. */
function isSilent(standing: Standing, now: number): boolean {
  const { quiet_warned, quiet_warn_at, snooze_until } = standing;
  return (
    quiet_warned ||
    (quiet_warn_at !== null && quiet_warn_at.getTime() <= now && snooze_until === null)
  );
}
