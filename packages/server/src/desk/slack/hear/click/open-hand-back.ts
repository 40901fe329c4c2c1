import { handBackModal } from '@belay/slack/cards/hand-back-modal';
import type { Context } from '../../../../context.ts';
import { publicId } from '../../../../memory/ids.ts';
import { settingsOf } from '../../../conversation/state/standing.ts';
import { openModal } from './open-modal.ts';
import type { Press } from './press.ts';

/**
 * Before a conversation goes back: which of one's answers the next visitor shall get (DSK-7). False:
 * nothing is to be asked, or the window didn't open.
 */
export async function openHandBack(ctx: Context, press: Press): Promise<boolean> {
  const { language, made, standing, operator } = press;
  if (settingsOf(standing).learn === 'off') return false;
  const { rows } = await ctx.pool.query<{ id: string; text: string }>(
    `select id, text from message
     where tenant = $1 and conversation = $2 and author = 'operator' and person = $3
       and kind = 'text' and not taught and deleted_at is null and text <> '' and created_at >= $4
     order by seq`,
    [standing.tenant, standing.id, operator.person, standing.claimed_at ?? new Date(0)],
  );
  if (rows.length === 0) return false;
  const answers = rows.map(({ id, text }) => ({ id: publicId('msg', id), text }));
  return openModal(
    ctx,
    press,
    handBackModal({ language, made, agent: standing.agent_name, answers }),
  );
}
