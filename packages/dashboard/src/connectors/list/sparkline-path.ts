/** An SVG area of counts, oldest first, in a box of `width` × `height`. Pure. */
export function sparklinePath(
  counts: readonly number[],
  { width, height }: { width: number; height: number },
): { line: string; area: string } {
  const most = Math.max(1, ...counts);
  const step = counts.length > 1 ? width / (counts.length - 1) : 0;
  const points = counts.map((count, index) => {
    const x = round(index * step);
    // half a line's width stays free at both edges
    const y = round(height - 1 - (count / most) * (height - 2));
    return `${x},${y}`;
  });
  if (points.length === 0) return { line: '', area: '' };
  const line = `M${points.join('L')}`;
  return { line, area: `${line}L${round((counts.length - 1) * step)},${height}L0,${height}Z` };
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
