import { extensions, type FileType } from './sniff-type.ts';

const most = 120;

/**
 * A name as a person may read and keep it: one line, no path, nothing that turns the reading
 * direction, and an ending that its bytes deserve, so that nobody saves a picture as a program.
 */
export function fileName(given: string, type: FileType): string {
  const plain = (given.split(/[/\\]/).at(-1) ?? '')
    .toWellFormed()
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}"<>|?*:]/gu, '')
    .replace(/\s+/g, ' ')
    .replace(/^[. ]+|[. ]+$/g, '');
  const known: readonly string[] = extensions[type];
  const ending = plain.includes('.') ? (plain.split('.').at(-1) ?? '').toLowerCase() : '';
  const isFit = known.includes(ending);
  const stem = isFit ? plain.slice(0, -ending.length - 1) : plain;
  const short = [...stem].slice(0, most - 8).join('') || 'file';
  return `${short}.${isFit ? ending : known[0]}`;
}
