import type { CardMessage } from '@belay/slack/cards/block';
import type { CardLanguage } from '@belay/slack/cards/card-model';
import {
  type HeldChoice,
  type HeldReason,
  heldPrompt,
  linkMePrompt,
  promptAnswer,
} from '@belay/slack/cards/held-prompt';
import { outsiderSentence, refusalMessage } from '@belay/slack/cards/refusal-message';
import type { Context } from '../../../../context.ts';
import type { Standing } from '../../../conversation/state/standing.ts';
import { conversationLink } from '../../draw/conversation-link.ts';
import type { NotOperator } from '../../people/operator-of-slack.ts';
import { whisper } from '../answer/whisper.ts';
import type { Judged } from '../line/judge-line.ts';
import type { LineRow } from '../line/line-row.ts';
import type { ThreadPlace } from '../line/thread-at.ts';
import { mannersOf } from '../line/thread-manners.ts';

/** What the author of a line is told, privately. */
export type Told =
  | { kind: 'held'; judged: Judged }
  | { kind: 'other_owner'; judged: Judged; choices: HeldChoice[] }
  | { kind: 'outsider'; who: NotOperator }
  | { kind: 'unsent' };

/** A private word in the thread. It may never be seen: a reaction and the row are the lasting signs. */
export async function tellAuthor(
  ctx: Context,
  where: ThreadPlace,
  row: LineRow,
  told: Told,
): Promise<void> {
  const { language } = await mannersOf(ctx.pool, where);
  const to = { channel: row.channel, user: row.user_id, threadTs: row.thread_ts };
  await whisper(ctx, where, to, wordsFor(ctx, row, told, language));
}

function wordsFor(ctx: Context, row: LineRow, told: Told, language: CardLanguage): CardMessage {
  switch (told.kind) {
    case 'held':
      return promptOf(ctx, row, told.judged.standing, language);
    case 'other_owner':
      return promptOf(
        ctx,
        { ...row, reason: 'other_owner', choices: told.choices },
        told.judged.standing,
        language,
      );
    case 'outsider':
      return outsiderWords(told.who, language);
    case 'unsent':
      return refusalMessage({ language, why: 'unsent' });
  }
}

/** To somebody who may not act here: how that changes, or why it doesn't. */
export function outsiderWords(
  { refused, linkUrl }: NotOperator,
  language: CardLanguage,
): CardMessage {
  return refused === 'unlinked'
    ? linkMePrompt({ language, url: linkUrl })
    : promptAnswer({
        language,
        what: { kind: 'refused', why: outsiderSentence(language, refused) },
      });
}

/** The question about a held line, made for the conversation as it stands. */
export function promptOf(
  ctx: Context,
  row: Pick<LineRow, 'id' | 'reason' | 'choices'>,
  standing: Standing,
  language: CardLanguage,
): CardMessage {
  const reason: HeldReason = row.reason ?? 'agent';
  return heldPrompt({
    language,
    reason,
    choices: row.choices,
    made: {
      conversation: standing.id,
      epoch: standing.epoch,
      claim: standing.claim,
      line: row.id,
    },
    owner: standing.owner_name,
    link: conversationLink(ctx.config, standing.id),
  });
}
