import { useMutation } from '@tanstack/react-query';
import { Download, FileText } from 'lucide-react';
import { Button } from '../../ui/button.tsx';
import { ErrorNote } from '../../ui/error-state.tsx';
import { downloadBlob } from './download-blob.ts';

/** A file of an experience, to be downloaded. */
export function FileRow({ blobId, text }: { blobId: string; text: string }) {
  const download = useMutation({ mutationFn: () => downloadBlob(blobId) });
  return (
    <div className="rounded-md border border-line px-3 py-2">
      <div className="flex items-center gap-2.5">
        <FileText aria-hidden className="size-4 shrink-0 text-faint" />
        <span className="min-w-0 grow">
          <span className="block truncate">{text.slice(0, 120) || 'A file'}</span>
          <code className="block truncate font-mono text-xs text-faint">
            {blobId.slice(0, 17)}…
          </code>
        </span>
        <Button size="sm" pending={download.isPending} onClick={() => download.mutate()}>
          <Download /> Download
        </Button>
      </div>
      {download.error && <ErrorNote error={download.error} className="mt-2" />}
    </div>
  );
}
