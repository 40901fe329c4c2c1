import type { SlackTrouble } from '@belay/contract/desk/slack-delivery';
import { filled } from '@belay/slack/cards/phrase';
import { inTransaction } from '../../../db/in-transaction.ts';
import type { Task } from '../../../jobs/tasks.ts';
import { letterAbout } from '../../ladder/letter-about.ts';
import { mailTeam } from '../../mail/mail-team.ts';
import { teamLanguage } from '../../mail/team-words/team-language.ts';
import { teamWords } from '../../mail/team-words/team-words.ts';
import { conversationLink } from '../draw/conversation-link.ts';
import { lockStandingIn } from './lock-standing.ts';

/** The job that tells the admins by mail who waits and can't be told of in Slack, once. */
export const mailEscalation: Task<{
  tenant: string;
  conversation: string;
  announcement: string;
  trouble: SlackTrouble;
}> = async (ctx, { tenant, conversation, trouble }) => {
  await inTransaction(ctx.pool, async (db) => {
    // whoever comes takes back what is to be mailed: before this, or after it
    const standing = await lockStandingIn(db, tenant, conversation);
    if (standing?.state !== 'waiting') return;
    const { untold, troubles } = teamWords(teamLanguage(standing));
    const places = { agent: standing.agent_name, number: standing.number, why: troubles[trouble] };
    const letter = {
      ...{ tenant, conversation, to: 'admins' as const },
      subject: filled(untold.subject, places),
      text: filled(untold.text, places),
      about: letterAbout(standing, null),
      link: conversationLink(ctx.config, conversation),
    };
    await mailTeam({ db, now: new Date(ctx.now()) }, letter);
  });
};
