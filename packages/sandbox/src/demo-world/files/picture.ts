import { crc32, deflateSync } from 'node:zlib';

export type Colour = readonly [red: number, green: number, blue: number];

/** A filled rectangle; later ones lie on top. */
export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
  colour: Colour;
}

/** A PNG (8-bit RGB, one IDAT) of boxes on a background: small, and the same bytes every time. */
export function picture(width: number, height: number, background: Colour, boxes: Box[]): Buffer {
  const pixels = Buffer.alloc(height * (1 + width * 3));
  fill(pixels, width, { x: 0, y: 0, width, height, colour: background });
  for (const box of boxes) fill(pixels, width, box);

  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(pixels, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** Each row begins with its filter byte, which stays 0. */
function fill(pixels: Buffer, width: number, box: Box): void {
  for (let y = box.y; y < box.y + box.height; y++)
    for (let x = box.x; x < box.x + box.width; x++)
      pixels.set(box.colour, y * (1 + width * 3) + 1 + x * 3);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const framed = Buffer.alloc(body.length + 8);
  framed.writeUInt32BE(data.length, 0);
  body.copy(framed, 4);
  framed.writeUInt32BE(crc32(body), body.length + 4);
  return framed;
}
