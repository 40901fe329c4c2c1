/** What uploads may be (SEC-5). None of them runs when it is opened by itself. */
export type FileType = keyof typeof extensions;

/** By type: the endings that a name may have, the first one for those that have another. */
export const extensions = {
  'image/png': ['png'],
  'image/jpeg': ['jpg', 'jpeg', 'jfif'],
  'image/gif': ['gif'],
  'image/webp': ['webp'],
  'image/avif': ['avif'],
  'image/heic': ['heic', 'heif'],
  'application/pdf': ['pdf'],
  'text/plain': [
    'txt',
    'log',
    'md',
    'csv',
    'tsv',
    'json',
    'yaml',
    'yml',
    'ini',
    'conf',
    'eml',
    'srt',
  ],
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': ['docx'],
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': ['xlsx'],
  'application/vnd.openxmlformats-officedocument.presentationml.presentation': ['pptx'],
  'application/vnd.oasis.opendocument.text': ['odt'],
  'application/vnd.oasis.opendocument.spreadsheet': ['ods'],
  'application/vnd.oasis.opendocument.presentation': ['odp'],
} as const;

/** So many bytes decide; a document's parts stand in it early. */
export const headBytes = 64 * 1024;

const signatures: [type: FileType, at: number, bytes: string][] = [
  ['image/png', 0, '89504e470d0a1a0a'],
  ['image/jpeg', 0, 'ffd8ff'],
  ['image/gif', 0, '474946383761'],
  ['image/gif', 0, '474946383961'],
  ['application/pdf', 0, '255044462d'],
];
const brands: Record<string, FileType> = {
  avif: 'image/avif',
  avis: 'image/avif',
  heic: 'image/heic',
  heix: 'image/heic',
  mif1: 'image/heic',
};
const officeFolders: Record<string, FileType> = {
  'word/': 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  'xl/': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  'ppt/': 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
};

/**
 * What the first bytes are, whatever was declared; undefined: nothing that is taken. Text is text
 * only if the rest is, too: `isText` goes on looking.
 */
export function sniffType(head: Buffer): FileType | undefined {
  for (const [type, at, bytes] of signatures) {
    const wanted = Buffer.from(bytes, 'hex');
    if (head.subarray(at, at + wanted.length).equals(wanted)) return type;
  }
  if (ascii(head, 0, 4) === 'RIFF' && ascii(head, 8, 4) === 'WEBP') return 'image/webp';
  if (ascii(head, 4, 4) === 'ftyp') return brands[ascii(head, 8, 4)];
  if (ascii(head, 0, 4) === 'PK\x03\x04') return documentIn(head);
  // a byte order mark of UTF-16, a program, an archive: all have bytes that no text has
  return head.length > 0 && !head.some(isNoText) ? 'text/plain' : undefined;
}

/** Control characters, but for tab, line feeds, form feed and escape. */
function isNoText(byte: number): boolean {
  return byte < 0x20 && !(byte >= 0x09 && byte <= 0x0d) && byte !== 0x1b;
}

/** An office document is an archive with certain entries; any other archive is none. */
function documentIn(head: Buffer): FileType | undefined {
  const names = entryNames(head);
  if (names[0] === 'mimetype') {
    const start = 30 + 'mimetype'.length + head.readUInt16LE(28);
    const type = ascii(head, start, 60).match(/^[\w./-]+?(?=PK|$)/)?.[0];
    return (Object.keys(extensions) as FileType[]).find(
      (known) => known === type && known.includes('opendocument'),
    );
  }
  if (!names.includes('[Content_Types].xml')) return undefined;
  // macros run when it is opened
  if (names.some((name) => /vbaProject|\.bin$/i.test(name))) return undefined;
  for (const [folder, type] of Object.entries(officeFolders))
    if (names.some((name) => name.startsWith(folder))) return type;
  return undefined;
}

function entryNames(head: Buffer): string[] {
  const names: string[] = [];
  const signature = Buffer.from('PK\x03\x04', 'latin1');
  for (let at = 0; at >= 0 && at + 30 <= head.length; at = head.indexOf(signature, at + 4)) {
    const length = head.readUInt16LE(at + 26);
    names.push(head.subarray(at + 30, at + 30 + length).toString('utf8'));
  }
  return names;
}

function ascii(bytes: Buffer, at: number, length: number): string {
  return bytes.subarray(at, at + length).toString('latin1');
}
