import { X } from 'lucide-react';
import { Button } from '../../ui/button.tsx';
import { formatShare } from '../../ui/format-number.ts';
import { Notice } from '../../ui/notice.tsx';
import { Progress } from '../../ui/progress.tsx';
import type { Upload } from './use-uploads.ts';

/** Documents on their way: how far each is, or why it was not taken. */
export function UploadList({
  uploads,
  onDismiss,
}: {
  uploads: Upload[];
  onDismiss(key: string): void;
}) {
  if (uploads.length === 0) return null;
  return (
    <ul aria-label="Uploads" className="flex flex-col gap-2 border-b border-line px-4 py-3">
      {uploads.map((upload) => (
        <li key={upload.key}>
          {upload.problem ? (
            <Notice
              tone="bad"
              action={
                <Button
                  look="ghost"
                  size="icon-sm"
                  aria-label={`Dismiss ${upload.name}`}
                  onClick={() => onDismiss(upload.key)}
                >
                  <X />
                </Button>
              }
            >
              {upload.problem.includes(upload.name)
                ? upload.problem
                : `${upload.name}: ${upload.problem}`}
            </Notice>
          ) : (
            <>
              <div className="mb-1.5 flex items-center justify-between gap-3">
                <span className="truncate">{upload.name}</span>
                <span className="flex items-center gap-2 text-soft">
                  {formatShare(upload.share)}
                  <Button size="sm" onClick={() => upload.abort.abort()}>
                    Cancel
                  </Button>
                </span>
              </div>
              <Progress value={upload.share} label={`Upload of ${upload.name}`} />
            </>
          )}
        </li>
      ))}
    </ul>
  );
}
