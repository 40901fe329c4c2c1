import type { FileView } from '@belay/contract/desk/conversation';
import { CircleAlert, LoaderCircle, Paperclip, RotateCw, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from '../../ui/button.tsx';
import { cn } from '../../ui/cn.ts';
import { formatBytes } from '../../ui/format-number.ts';
import type { Upload } from './use-uploads.ts';

/** Files that will go with the message, and those that are still on their way here. */
export function FileChips({
  files,
  uploads,
  onRemove,
  onDrop,
  onAgain,
}: {
  files: FileView[];
  uploads: Upload[];
  onRemove(id: string): void;
  onDrop(key: string): void;
  onAgain(upload: Upload): void;
}) {
  if (files.length + uploads.length === 0) return null;
  return (
    <ul aria-label="Files of this message" className="flex flex-wrap gap-1.5 px-3 pb-2">
      {files.map(({ id, name, size }) => (
        <Chip key={id} name={name} onRemove={() => onRemove(id)}>
          <Paperclip aria-hidden className="size-3.5 shrink-0 text-soft" />
          <span className="min-w-0 truncate">{name}</span>
          <span className="text-faint">{formatBytes(size)}</span>
        </Chip>
      ))}
      {uploads.map((upload) => (
        <Chip
          key={upload.key}
          name={upload.file.name}
          bad={upload.failure !== null}
          onRemove={() => onDrop(upload.key)}
        >
          {upload.failure === null ? (
            <LoaderCircle
              aria-label="Uploading"
              className="size-3.5 shrink-0 animate-spin motion-reduce:animate-none"
            />
          ) : (
            <CircleAlert aria-hidden className="size-3.5 shrink-0 text-bad" />
          )}
          <span className="min-w-0 truncate">{upload.file.name}</span>
          {upload.failure !== null && (
            <>
              <span role="alert" className="text-bad">
                {upload.failure}
              </span>
              <Button
                look="ghost"
                size="icon-sm"
                className="size-6"
                aria-label={`Upload ${upload.file.name} again`}
                onClick={() => onAgain(upload)}
              >
                <RotateCw />
              </Button>
            </>
          )}
        </Chip>
      ))}
    </ul>
  );
}

function Chip({
  name,
  bad = false,
  onRemove,
  children,
}: {
  name: string;
  bad?: boolean;
  onRemove(): void;
  children: ReactNode;
}) {
  return (
    <li
      className={cn(
        'flex max-w-full items-center gap-1.5 rounded-md border border-line bg-sunken py-0.5 pr-0.5 pl-2 text-sm',
        bad && 'border-bad',
      )}
    >
      {children}
      <Button
        look="ghost"
        size="icon-sm"
        className="size-6"
        aria-label={`Remove ${name}`}
        onClick={onRemove}
      >
        <X />
      </Button>
    </li>
  );
}
