import { createHash } from 'node:crypto';
import { type Box, type Colour, picture } from '../demo-world/files/picture.ts';

const cells = 5;
const cell = 32;
const margin = 16;
const size = cells * cell + 2 * margin;
const paper: Colour = [244, 241, 236];
const inks: readonly Colour[] = [
  [178, 74, 54],
  [47, 105, 122],
  [120, 88, 146],
  [68, 120, 74],
  [176, 122, 36],
  [74, 84, 132],
];

/** A profile picture for who has none: a pattern that is the same on both sides, by their id. */
export function face(userId: string): Buffer {
  const bits = createHash('sha256').update(userId).digest();
  const ink = inks[(bits[31] ?? 0) % inks.length] ?? paper;
  const boxes: Box[] = [];
  for (let row = 0; row < cells; row += 1)
    for (let column = 0; column < cells; column += 1) {
      const side = Math.min(column, cells - 1 - column);
      if ((bits[row * 3 + side] ?? 0) < 128) continue;
      const [x, y] = [margin + column * cell, margin + row * cell];
      boxes.push({ x, y, width: cell, height: cell, colour: ink });
    }
  return picture(size, size, paper, boxes);
}
