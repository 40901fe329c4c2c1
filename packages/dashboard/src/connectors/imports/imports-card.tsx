import type { ConnectorView } from '@belay/contract/connector';
import { useQueryClient } from '@tanstack/react-query';
import { Upload } from 'lucide-react';
import { type DragEvent, useRef, useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { cn } from '../../ui/cn.ts';
import { ErrorNote } from '../../ui/error-state.tsx';
import { formatShare } from '../../ui/format-number.ts';
import { Notice } from '../../ui/notice.tsx';
import { Progress } from '../../ui/progress.tsx';
import { connectorKeys } from '../data/connector-queries.ts';
import { importProblem } from './import-problem.ts';
import { ImportRow } from './import-row.tsx';
import { uploadImport } from './upload-import.ts';

interface Sending {
  name: string;
  share: number;
  abort: AbortController;
}

/** Export ZIPs of the workspace: dropped or chosen, and what became of each. */
export function ImportsCard({ view, mayManage }: { view: ConnectorView; mayManage: boolean }) {
  const client = useQueryClient();
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const [sending, setSending] = useState<Sending | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [error, setError] = useState<unknown>(null);

  const send = async (file: File | undefined) => {
    if (!file || sending) return;
    setError(null);
    const why = importProblem(file);
    setProblem(why);
    if (why) return;
    const abort = new AbortController();
    setSending({ name: file.name, share: 0, abort });
    try {
      await uploadImport(
        view.id,
        file,
        (share) => setSending((now) => now && { ...now, share }),
        abort.signal,
      );
      await client.invalidateQueries({ queryKey: connectorKeys.one(view.id) });
    } catch (thrown) {
      if (!abort.signal.aborted) setError(thrown);
    } finally {
      setSending(null);
    }
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    void send(event.dataTransfer.files[0]);
  };

  return (
    <Card title="Imports" text="Old messages from an export of the workspace">
      {mayManage && (
        // biome-ignore lint/a11y/noStaticElementInteractions: dropping is a second way; the button inside is the first
        <div
          onDragOver={(event) => {
            event.preventDefault();
            setOver(true);
          }}
          onDragLeave={() => setOver(false)}
          onDrop={drop}
          className={cn(
            'rounded-md border border-dashed border-line px-3 py-4 text-center',
            over && 'border-accent bg-accent-wash',
          )}
        >
          {sending ? (
            <div className="text-left">
              <div className="mb-1.5 flex items-center justify-between gap-3">
                <span className="truncate">{sending.name}</span>
                <span className="flex items-center gap-2 text-soft">
                  {formatShare(sending.share)}
                  <Button size="sm" onClick={() => sending.abort.abort()}>
                    Cancel
                  </Button>
                </span>
              </div>
              <Progress value={sending.share} label={`Upload of ${sending.name}`} />
            </div>
          ) : (
            <>
              <input
                ref={input}
                type="file"
                accept=".zip,application/zip"
                className="sr-only"
                tabIndex={-1}
                aria-hidden
                onChange={({ target }) => {
                  void send(target.files?.[0]);
                  target.value = '';
                }}
              />
              <p className="mb-2 text-soft">Drop an export ZIP here</p>
              <Button size="sm" onClick={() => input.current?.click()}>
                <Upload /> Choose a ZIP
              </Button>
            </>
          )}
        </div>
      )}
      {problem && (
        <Notice tone="bad" className="mt-2">
          {problem}
        </Notice>
      )}
      {error !== null && <ErrorNote error={error} className="mt-2" />}
      {view.imports.length > 0 ? (
        <ul className="mt-3 flex flex-col gap-3">
          {view.imports.map((one) => (
            <ImportRow key={one.id} id={view.id} one={one} mayManage={mayManage} />
          ))}
        </ul>
      ) : (
        !mayManage && <p className="text-soft">Nothing was imported.</p>
      )}
    </Card>
  );
}
