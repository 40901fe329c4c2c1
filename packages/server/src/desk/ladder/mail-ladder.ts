import type { DeskTx } from '../conversation/state/desk-transaction.ts';
import type { Standing } from '../conversation/state/standing.ts';
import { mailTeam } from '../mail/mail-team.ts';
import { teamLanguage } from '../mail/team-words/team-language.ts';
import { conversationLink } from '../slack/draw/conversation-link.ts';
import { ladderLetter } from './ladder-letter.ts';
import { letterAbout } from './letter-about.ts';
import { minutesWaited } from './minutes-waited.ts';
import type { Way } from './read-way.ts';

/**
 * A letter about who waits, once per step and recipient, in the caller's transaction. Answers with
 * what came of it, for people.
 */
export async function mailLadder(
  tx: DeskTx,
  standing: Standing,
  { step, to }: { step: number | null; to: readonly string[] },
): Promise<string> {
  const { tenant, id: conversation } = standing;
  const count = await mailTeam(tx, {
    ...{ tenant, conversation, to: to.length === 0 ? 'admins' : to },
    ...ladderLetter(standing, minutesWaited(tx, standing), teamLanguage(standing)),
    link: conversationLink(tx.ctx.config, conversation),
    about: letterAbout(standing, step),
  });
  return `E-mail to ${count === 1 ? 'one person' : `${count} people`}.`;
}

/**
 * Slack can't be told: whom the ladder would mail in the end, else the admins, hear of it now, once.
 * The step that mails keeps its own time.
 */
export async function mailAtOnce(tx: DeskTx, standing: Standing, way: Way): Promise<void> {
  if (!way.hasMail) return;
  const mails = way.settings.ladder.find((step) => step.do === 'mail');
  await mailLadder(tx, standing, { step: null, to: mails?.to ?? [] });
}
