import type { MessageRecord } from '../ports.ts';
import { Breath } from './breathe.ts';
import { captureDrafts } from './capture-drafts.ts';
import { certify } from './coverage.ts';
import type { Draft } from './draft.ts';
import { Pass } from './pass.ts';
import { commit, type Run } from './run.ts';
import type { Applied, Submission } from './submission.ts';
import { takeFile } from './take-file.ts';
import { takeObservation } from './take-observation.ts';

/**
 * Judges what was seen against the ledger and brings the memory up to it: the one path of every
 * observation, whoever brought it. Submissions share no message. Certificates and debts are
 * recorded in the last commit, with the last answers: a crash before it costs a page at most.
 */
export async function apply(
  run: Run,
  submissions: readonly Submission[],
): Promise<Map<Submission, Applied>> {
  await run.book.meet(authorsOf(submissions), run.stop.signal);
  const pass = await Pass.over(run, submissions);
  const owner = new Map<Draft, Submission>();
  const breath = new Breath(observationsAtOnce);
  for (const submission of submissions) {
    const before = pass.drafts.length;
    takeFile(pass, submission);
    const context = pass.contextOf(submission);
    for (const observation of submission.observations) {
      takeObservation(pass, context, observation);
      await breath.taken();
    }
    for (const draft of pass.drafts.slice(before)) owner.set(draft, submission);
  }
  const outcome = await captureDrafts(run, pass.drafts, {
    recordAt: (id, ts) => pass.record(id, ts),
    owed: pass.fileDebts,
  });
  const postponed = new Set<Submission>();
  for (const draft of outcome.postponed) {
    pass.oweThread(draft.record.channelId, draft.record.threadTs ?? draft.record.ts, {
      inMs: soonMs,
    });
    const submission = owner.get(draft);
    if (submission) postponed.add(submission);
  }
  for (const submission of submissions) {
    if (postponed.has(submission)) continue;
    if (submission.threadRead) pass.markThreadRead(submission.channel, submission.threadRead);
  }
  const written = new Set<MessageRecord>([...outcome.changed, ...pass.changed(outcome.postponed)]);
  await commit(run, {
    messages: [...written],
    settled: outcome.settled,
    chunks: certificates(run, submissions),
    paid: [...pass.paid],
    handled: submissions.flatMap(({ handled }) => handled ?? []),
    debts: [...pass.debts, ...outcome.debts],
  });
  return new Map(submissions.map((s) => [s, { postponed: postponed.has(s) }]));
}

/** judging one takes about a fiftieth of a millisecond */
const observationsAtOnce = 200;

/** A parent that is a file is on its way: its replies are asked for again shortly. */
const soonMs = 2000;

function certificates(run: Run, submissions: readonly Submission[]) {
  const touched = new Set<string>();
  for (const { channel, chunk } of submissions) {
    if (!chunk) continue;
    touched.add(channel.channelId);
    const before = run.chunks.get(channel.channelId) ?? [];
    run.chunks.set(channel.channelId, certify(before, chunk, run.audit.since));
  }
  return [...touched].map((channelId) => ({ channelId, chunks: run.chunks.get(channelId) ?? [] }));
}

function authorsOf(submissions: readonly Submission[]): string[] {
  return submissions.flatMap(({ observations }) =>
    observations.flatMap(({ seen }) =>
      typeof seen !== 'string' && seen.kind === 'content' && seen.author.userId !== undefined
        ? [seen.author.userId]
        : [],
    ),
  );
}
