import type { FileView } from '@belay/contract/desk/conversation';
import { FileText } from 'lucide-react';
import { useState } from 'react';
import { formatBytes } from '../../ui/format-number.ts';

/** Kinds that a browser shows as a picture and that can't run. */
const pictures = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'image/avif']);

/** Files of a message: pictures as pictures, the rest to download. */
export function MessageFiles({ files }: { files: FileView[] }) {
  if (files.length === 0) return null;
  return (
    <ul aria-label="Files" className="mt-1.5 flex flex-wrap gap-2 first:mt-0">
      {files.map((file) => (
        <li key={file.id} className="max-w-full">
          {pictures.has(file.content_type) ? <Picture file={file} /> : <Download file={file} />}
        </li>
      ))}
    </ul>
  );
}

function Picture({ file }: { file: FileView }) {
  const [failed, setFailed] = useState(false);
  if (failed) return <Download file={file} />;
  return (
    <a href={file.url} target="_blank" rel="noopener noreferrer" className="block">
      <img
        src={file.url}
        alt={file.name}
        loading="lazy"
        // a signed link ends after five minutes; the name stays
        onError={() => setFailed(true)}
        className="h-40 max-w-full rounded-md border border-line bg-sunken object-contain"
      />
    </a>
  );
}

function Download({ file }: { file: FileView }) {
  return (
    <a
      href={file.url}
      download={file.name}
      className="flex max-w-64 items-center gap-2 rounded-md border border-line bg-surface px-2.5 py-1.5 text-sm hover:bg-hover"
    >
      <FileText aria-hidden className="size-4 shrink-0 text-soft" />
      <span className="min-w-0 truncate">{file.name}</span>
      <span className="shrink-0 text-faint">{formatBytes(file.size)}</span>
    </a>
  );
}
