import type { SlackTrouble } from '@belay/contract/desk/slack-delivery';
import { inTransaction } from '../../../db/in-transaction.ts';
import type { Task } from '../../../jobs/tasks.ts';
import { readStandings } from '../../conversation/state/standing.ts';
import { letterAbout } from '../../ladder/letter-about.ts';
import { mailTeam } from '../../mail/mail-team.ts';
import { conversationLink } from '../draw/conversation-link.ts';
import { troubleWords } from '../trouble/trouble-words.ts';

/** The job that tells the admins by mail who waits and can't be told of in Slack, once. */
export const mailEscalation: Task<{
  tenant: string;
  conversation: string;
  announcement: string;
  trouble: SlackTrouble;
}> = async (ctx, { tenant, conversation, trouble }) => {
  const [standing] = await readStandings(ctx.pool, tenant, [conversation]);
  // somebody came meanwhile
  if (standing?.state !== 'waiting') return;
  const { what, remedy } = troubleWords(trouble, {});
  const { agent_name: agent, number } = standing;
  const letter = {
    ...{ tenant, conversation, to: 'admins' as const },
    subject: `A visitor of ${agent} waits for a person`,
    text: `Conversation ${number} waits for a person, and Slack can’t be told. ${what} ${remedy}`,
    about: letterAbout(standing, null),
    link: conversationLink(ctx.config, conversation),
  };
  await inTransaction(ctx.pool, (db) => mailTeam(db, letter));
};
