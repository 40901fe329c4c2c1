/** A run of words that both versions have, or only one of them. */
export interface DiffRun {
  kind: 'same' | 'gone' | 'new';
  text: string;
}

/** Words compared at most; what is longer is shown as replaced, which is true and costs nothing. */
const mostWords = 1500;

/**
 * How a text became the next, by words: the longest common run of words stays. White space belongs
 * to the word before it, so that joined `same` and `new` runs are exactly the later text. Pure.
 */
export function wordDiff(before: string, after: string): DiffRun[] {
  if (before === after) return before === '' ? [] : [{ kind: 'same', text: before }];
  const was = words(before);
  const is = words(after);
  let start = 0;
  while (start < was.length && start < is.length && was[start] === is[start]) start += 1;
  let end = 0;
  while (
    end < was.length - start &&
    end < is.length - start &&
    was[was.length - 1 - end] === is[is.length - 1 - end]
  )
    end += 1;
  return joined([
    ...was.slice(0, start).map((text) => ({ kind: 'same' as const, text })),
    ...middle(was.slice(start, was.length - end), is.slice(start, is.length - end)),
    ...was.slice(was.length - end).map((text) => ({ kind: 'same' as const, text })),
  ]);
}

function words(text: string): string[] {
  return text.match(/\S+\s*|^\s+/g) ?? [];
}

function middle(was: string[], is: string[]): DiffRun[] {
  const gone = was.map((text) => ({ kind: 'gone' as const, text }));
  const fresh = is.map((text) => ({ kind: 'new' as const, text }));
  if (was.length === 0 || is.length === 0 || was.length > mostWords || is.length > mostWords)
    return [...gone, ...fresh];
  const width = is.length + 1;
  // common[i][j]: length of the longest common part of was from i and is from j
  const common = new Uint16Array((was.length + 1) * width);
  for (let i = was.length - 1; i >= 0; i -= 1)
    for (let j = is.length - 1; j >= 0; j -= 1)
      common[i * width + j] =
        was[i] === is[j]
          ? cell(common, (i + 1) * width + j + 1) + 1
          : Math.max(cell(common, (i + 1) * width + j), cell(common, i * width + j + 1));
  const runs: DiffRun[] = [];
  let i = 0;
  let j = 0;
  while (i < was.length && j < is.length) {
    if (was[i] === is[j]) {
      runs.push({ kind: 'same', text: is[j] ?? '' });
      i += 1;
      j += 1;
    } else if (cell(common, (i + 1) * width + j) >= cell(common, i * width + j + 1)) {
      runs.push({ kind: 'gone', text: was[i] ?? '' });
      i += 1;
    } else {
      runs.push({ kind: 'new', text: is[j] ?? '' });
      j += 1;
    }
  }
  return [...runs, ...gone.slice(i), ...fresh.slice(j)];
}

function cell(cells: Uint16Array, at: number): number {
  return cells[at] ?? 0;
}

/** Neighbours of one kind become one run; what went stands before what came. */
function joined(runs: DiffRun[]): DiffRun[] {
  const out: DiffRun[] = [];
  for (const run of runs) {
    const last = out.at(-1);
    if (last?.kind === run.kind) last.text += run.text;
    else if (run.kind === 'gone' && last?.kind === 'new') {
      const before = out.at(-2);
      if (before?.kind === 'gone') before.text += run.text;
      else out.splice(-1, 0, { ...run });
    } else out.push({ ...run });
  }
  return out;
}
