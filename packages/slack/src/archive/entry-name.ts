import { type Entry, getFileNameLowLevel, validateFileName } from 'yauzl';

/**
 * An entry's name in one Unicode form. Many tools write UTF-8 without saying so; what isn't UTF-8
 * is read as the ZIP rules have it.
 */
export function entryName(entry: Entry): string {
  return (utf8(entry.fileNameRaw) ?? lowLevel(entry)).normalize('NFC');
}

/** Why a name can't be meant: absolute, or climbing out of its folder. Nothing is ever unpacked. */
export function nameTrouble(name: string): string | undefined {
  return validateFileName(name) === null ? undefined : 'its name leads out of the archive';
}

function lowLevel(entry: Entry): string {
  return getFileNameLowLevel(
    entry.generalPurposeBitFlag,
    entry.fileNameRaw,
    entry.extraFields,
    false,
  );
}

function utf8(raw: Buffer): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(raw).replaceAll('\\', '/');
  } catch {
    return undefined;
  }
}
