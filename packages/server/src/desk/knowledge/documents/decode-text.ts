/**
 * Bytes as text, whatever they claim: a byte order mark decides, then UTF-8 if they are, then what
 * the claim says, then windows-1252, which takes any bytes. Pure.
 */
export function decodeText(bytes: Uint8Array, claimed?: string): string {
  const marked = ofMark(bytes) ?? wideWithoutMark(bytes);
  if (marked !== undefined) return new TextDecoder(marked).decode(bytes);
  const label = claimed?.trim().toLowerCase();
  // the one charset in use whose bytes are ASCII too
  if (label === 'iso-2022-jp') return new TextDecoder(label).decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder(charsetOf(label)).decode(bytes);
  }
}

/** What HTML says of itself, near its beginning. */
export function charsetOfHtml(bytes: Uint8Array): string | undefined {
  const head = Buffer.from(bytes.subarray(0, 2_048)).toString('latin1');
  return /<meta[^>]{0,200}charset\s{0,9}=\s{0,9}["']?\s{0,9}([\w:.-]{1,40})/i.exec(head)?.[1];
}

/** Of a header such as `text/html; charset=utf-8`. */
export function charsetOfType(contentType: string | null): string | undefined {
  return /charset\s*=\s*"?([\w:.-]{1,40})/i.exec(contentType ?? '')?.[1];
}

function ofMark(bytes: Uint8Array): string | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  return undefined;
}

/** Half of the bytes of Western text in UTF-16 are zero, all on the same side. */
function wideWithoutMark(bytes: Uint8Array): string | undefined {
  const head = bytes.subarray(0, 1_000);
  if (head.length < 4) return undefined;
  const zeros = (side: number) =>
    head.filter((byte, index) => byte === 0 && index % 2 === side).length;
  const [even, odd] = [zeros(0), zeros(1)];
  if (odd > head.length * 0.3 && even < head.length * 0.05) return 'utf-16le';
  if (even > head.length * 0.3 && odd < head.length * 0.05) return 'utf-16be';
  return undefined;
}

function charsetOf(label: string | undefined): string {
  // UTF-8 is what it isn't
  if (label === undefined || /^utf-?8$/.test(label)) return 'windows-1252';
  try {
    return new TextDecoder(label).encoding;
  } catch {
    return 'windows-1252';
  }
}
