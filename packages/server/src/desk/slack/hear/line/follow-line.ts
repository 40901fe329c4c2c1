import type { Context } from '../../../../context.ts';
import { isOperator } from '../../people/operator-of-slack.ts';
import { tellAuthor } from '../held/tell-author.ts';
import type { Judged } from './judge-line.ts';
import type { LineRow } from './line-row.ts';
import type { ThreadPlace } from './thread-at.ts';
import { writeNote } from './write-note.ts';

/**
 * What follows from a line that is kept: the team's note, and a private word to its author. Cut off
 * in between, the note is written by a sweep; the word is lost, its reaction stays.
 */
export async function followLine(
  ctx: Context,
  where: ThreadPlace,
  row: LineRow,
  judged?: Judged,
): Promise<void> {
  if (row.fate === 'internal' && row.body !== null) await writeNote(ctx, row);
  if (!judged) return;
  const { typed, who } = judged;
  if (typed.kind === 'held') await tellAuthor(ctx, where, row, { kind: 'held', judged });
  if (typed.kind !== 'internal') return;
  if (!isOperator(who)) await tellAuthor(ctx, where, row, { kind: 'outsider', who });
  else if (typed.why === 'other_owner')
    await tellAuthor(ctx, where, row, { kind: 'other_owner', judged, choices: typed.choices });
}
