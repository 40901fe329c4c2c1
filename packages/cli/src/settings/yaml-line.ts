import { type Document, isMap, isNode, isScalar, type LineCounter } from 'yaml';

/** The line, from 1, of the key that a path ends in; of the nearest parent that has one. */
export function lineOf(
  document: Document,
  path: readonly PropertyKey[],
  lines: LineCounter,
): number {
  let node: unknown = document.contents;
  let offset = 0;
  for (const step of path) {
    if (!isMap(node)) break;
    const pair = node.items.find(({ key }) => isScalar(key) && String(key.value) === String(step));
    if (!pair) break;
    if (isNode(pair.key)) offset = pair.key.range?.[0] ?? offset;
    node = pair.value;
  }
  return lines.linePos(offset).line;
}
