import type { ImportView } from '@belay/contract/connector';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { FileArchive, X } from 'lucide-react';
import { toast } from 'sonner';
import { errorWords } from '../../api/error-words.ts';
import { Button } from '../../ui/button.tsx';
import { formatBytes, formatCount } from '../../ui/format-number.ts';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { State } from '../../ui/state-badge.tsx';
import { connectorKeys } from '../data/connector-queries.ts';
import { removeImport } from '../data/connector-verbs.ts';
import { importLook } from '../words/state-look.ts';

/** One uploaded export: how far it is, what it brought; one that isn't read right now can go. */
export function ImportRow({
  id,
  one,
  mayManage,
}: {
  /** the connector's */
  id: string;
  one: ImportView;
  mayManage: boolean;
}) {
  const client = useQueryClient();
  const remove = useMutation({
    mutationFn: () => removeImport(id, one.id),
    onError: (error) => toast.error(errorWords(error).message),
    onSettled: () => client.invalidateQueries({ queryKey: connectorKeys.one(id) }),
  });
  const look = importLook(one.state);
  const said = (one.counts.messages ?? 0) + (one.counts.replies ?? 0);
  return (
    <li className="flex gap-2.5">
      <FileArchive aria-hidden className="mt-0.5 size-4 shrink-0 text-faint" />
      <div className="min-w-0 grow">
        <div className="flex items-center justify-between gap-2">
          <span className="truncate">{one.name}</span>
          <span className="flex items-center gap-1">
            <State plain tone={look.tone}>
              {look.word}
            </State>
            {mayManage && one.state !== 'reading' && (
              <Button
                look="ghost"
                size="icon-sm"
                aria-label={`Remove ${one.name} from the list`}
                pending={remove.isPending}
                onClick={() => remove.mutate()}
                className="size-6 [&_svg]:size-3.5"
              >
                <X />
              </Button>
            )}
          </span>
        </div>
        <p className="text-sm text-soft">
          {formatBytes(one.size_bytes)} · {formatCount(said, 'message')} ·{' '}
          <RelativeTime at={one.ended_at ?? one.created_at} />
        </p>
        {one.reason && <p className="text-sm">{one.reason}</p>}
      </div>
    </li>
  );
}
