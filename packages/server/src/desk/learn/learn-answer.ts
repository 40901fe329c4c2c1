import type { Caller } from '../../auth/authorize.ts';
import type { Context } from '../../context.ts';
import { inTransaction } from '../../db/in-transaction.ts';
import type { Task } from '../../jobs/tasks.ts';
import { authorizeWrite } from '../../memory/capture/authorize-write.ts';
import { insertEvents } from '../../memory/capture/insert-events.ts';
import { prepareEvent } from '../../memory/capture/prepare-event.ts';
import { agentActor, agentRootJti, learnedScope } from '../agents/agent-scopes.ts';
import { answerExperience, answerText, type Version } from './answer-experience.ts';
import { forgetVersions, standingVersions } from './forget-learned.ts';
import { findAnswer, findQuestion, type TaughtAnswer } from './taught-answer.ts';

const tokenMs = 600_000;

/** The message changed since it was read: the job of that change follows. */
class AnswerChanged extends Error {
  override readonly name = 'AnswerChanged';
}

/**
 * Brings the memory to what a message teaches now (DSK-7): a first version, the next one, or none.
 * The memory itself is the record: what stands under the message's keys. Any number of times.
 */
export const learnAnswer: Task<{ tenant: string; message: string }> = async (
  ctx,
  { tenant, message },
) => {
  const answer = await findAnswer(ctx.pool, tenant, message);
  const versions = await standingVersions(ctx.pool, tenant, [message]);
  if (!answer?.teaches) {
    await forgetVersions(ctx, tenant, versions);
    return;
  }
  const text = answerText(answer, await findQuestion(ctx.pool, answer));
  const newest = versions.at(-1);
  if (newest?.text === text) return;
  await capture(ctx, answer, text, newest);
};

async function capture(
  ctx: Context,
  answer: TaughtAnswer,
  text: string,
  before: Version | undefined,
): Promise<void> {
  const { rows } = await ctx.pool.query<{ root_scope: string }>(
    'select root_scope from tenant where id = $1',
    [answer.tenant],
  );
  const root = rows[0]?.root_scope;
  if (root === undefined) return;
  const scope = learnedScope(root, answer.agent);
  const caller = await writerOf(ctx, answer, scope);
  const item = answerExperience(answer, text, scope, before);
  authorizeWrite(caller, item);
  try {
    const outcomes = await ctx.capture.writeBy(
      (pending) =>
        inTransaction(ctx.pool, async (db) => {
          // nobody takes it back, edits or erases it until this commit
          const { rowCount } = await db.query(
            `select from message where tenant = $1 and id = $2 and taught and deleted_at is null
               and text = $3 for share`,
            [answer.tenant, answer.id, answer.text],
          );
          if (rowCount === 0) throw new AnswerChanged();
          return insertEvents(db, pending);
        }),
      [prepareEvent(caller, item, ctx.now())],
    );
    for (const { kind } of outcomes) ctx.metrics.experiences.inc({ outcome: kind });
  } catch (error) {
    if (!(error instanceof AnswerChanged)) throw error;
  }
}

/** Who remembers for an agent: there, and nowhere else. */
async function writerOf(
  ctx: Context,
  { tenant, agent }: TaughtAnswer,
  scope: string,
): Promise<Caller> {
  const { token } = await ctx.tokens.mint({
    tenant,
    actor: agentActor(agent),
    capabilities: ['scope.write', 'scope.write.on_behalf_of', 'scope.write.about_other'],
    scopes: [scope],
    ttlMs: tokenMs,
    parents: [agentRootJti(agent)],
  });
  return ctx.tokens.verify(token);
}
