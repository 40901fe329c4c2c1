import { deflateSync } from 'node:zlib';

/** A line of text: size in points, distance from the page's bottom. */
export interface TextLine {
  text: string;
  size?: number;
  y: number;
}

/** A small PDF: a page for each list of lines; `raw` is put in as a page's content, as it is. */
export function makePdf(
  pages: (TextLine[] | { raw: Buffer; filter?: string })[],
  trailer = '',
): Buffer {
  const kids = pages.map((_, index) => `${4 + index * 2} 0 R`).join(' ');
  const objects: Buffer[] = [
    Buffer.from('<< /Type /Catalog /Pages 2 0 R >>'),
    Buffer.from(`<< /Type /Pages /Kids [${kids}] /Count ${pages.length} >>`),
    Buffer.from('<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>'),
  ];
  for (const [index, page] of pages.entries()) {
    objects.push(
      Buffer.from(
        `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents ${5 + index * 2} 0 R /Resources << /Font << /F1 3 0 R >> >> >>`,
      ),
    );
    const { raw, filter = '' } = Array.isArray(page)
      ? { raw: deflateSync(contentOf(page)), filter: '/Filter /FlateDecode' }
      : page;
    objects.push(
      Buffer.concat([
        Buffer.from(`<< /Length ${raw.length} ${filter} >>\nstream\n`),
        raw,
        Buffer.from('\nendstream'),
      ]),
    );
  }
  const parts = [Buffer.from('%PDF-1.4\n')];
  const offsets: number[] = [];
  let at = parts[0]?.length ?? 0;
  for (const [index, object] of objects.entries()) {
    offsets.push(at);
    const part = Buffer.concat([
      Buffer.from(`${index + 1} 0 obj\n`),
      object,
      Buffer.from('\nendobj\n'),
    ]);
    parts.push(part);
    at += part.length;
  }
  const table = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  parts.push(
    Buffer.from(
      `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R ${trailer} >>\nstartxref\n${at}\n%%EOF\n`,
    ),
  );
  return Buffer.concat(parts);
}

function contentOf(lines: TextLine[]): Buffer {
  return Buffer.from(
    lines
      .map(({ text, size = 12, y }) => {
        const escaped = text.replace(/[\\()]/g, '\\$&');
        return `BT /F1 ${size} Tf 1 0 0 1 72 ${y} Tm (${escaped}) Tj ET`;
      })
      .join('\n'),
  );
}
