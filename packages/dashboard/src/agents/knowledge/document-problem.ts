import { formatBytes } from '../../ui/format-number.ts';

/** `largestDocument` of the contract: what is larger is refused there too. */
const mostBytes = 20 * 1024 * 1024;
const kinds = ['pdf', 'docx', 'txt', 'md', 'html', 'htm', 'csv'];

/** What the file chooser offers. */
export const documentKinds = kinds.map((kind) => `.${kind}`).join(',');

/** Why a file can't be taught, told before it is sent; null: worth sending. */
export function documentProblem(file: { name: string; size: number }): string | null {
  const kind = /\.([a-z0-9]+)$/i.exec(file.name)?.[1]?.toLowerCase() ?? '';
  if (!kinds.includes(kind))
    return `${file.name} can't be read. Give a PDF, a Word document (.docx), text, Markdown, HTML or CSV.`;
  if (file.size === 0) return `${file.name} is empty.`;
  if (file.size > mostBytes)
    return `${file.name} has ${formatBytes(file.size)}: at most ${formatBytes(mostBytes)}. Split it.`;
  return null;
}
