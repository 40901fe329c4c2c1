import type { KnowledgeView } from '@belay/contract/desk/knowledge';
import { useQuery } from '@tanstack/react-query';
import { RefreshCw, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { toast } from 'sonner';
import { useSubmit } from '../../api/use-submit.ts';
import { Button } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { Drawer } from '../../ui/dialog.tsx';
import { ErrorNote, ErrorState } from '../../ui/error-state.tsx';
import { formatCount } from '../../ui/format-number.ts';
import { Notice } from '../../ui/notice.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { sourceQuery } from '../data/agent-queries.ts';
import { refreshSource, removeSource } from '../data/knowledge-verbs.ts';
import { SiteBound } from './site-bound.tsx';
import { SourceDetail } from './source-detail.tsx';
import { TaughtDrawer } from './taught-drawer.tsx';

/** One source: what it taught, and edit, refresh, remove. */
export function SourceDrawer({
  agent,
  source,
  mayManage,
  onClose,
}: {
  agent: string;
  source: KnowledgeView;
  mayManage: boolean;
  onClose(): void;
}) {
  const [mode, setMode] = useState<'look' | 'edit' | 'remove'>('look');
  const { data, error, refetch } = useQuery(sourceQuery(agent, source.id));
  const again = useSubmit(async () => {
    await refreshSource(agent, source.id);
    toast.success(`${source.title} is being read again.`);
  });
  const { kind } = source;
  const isBroken = source.state === 'failed' || source.state === 'partial';
  if (mode === 'edit' && data && (kind === 'text' || kind === 'qa'))
    return <TaughtDrawer agent={agent} kind={kind} source={data} onClose={onClose} />;
  const rereads = kind === 'site' && (source.state === 'ready' || isBroken);
  return (
    <Drawer
      open
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      className="max-w-2xl"
      title={<span className="break-words">{source.title}</span>}
      actions={
        mayManage &&
        source.state !== 'removing' && (
          <>
            <Button look="danger-quiet" className="mr-auto" onClick={() => setMode('remove')}>
              <Trash2 /> Remove
            </Button>
            {rereads && (
              <Button pending={again.pending} onClick={() => void again.run()}>
                <RefreshCw /> Read again
              </Button>
            )}
            {(kind === 'text' || kind === 'qa') && (
              <Button look="primary" disabled={!data} onClick={() => setMode('edit')}>
                Edit
              </Button>
            )}
          </>
        )
      }
    >
      <div className="flex flex-col gap-4">
        {again.error !== null && <ErrorNote error={again.error} />}
        {source.sentence && (
          <Notice
            tone={source.state === 'failed' ? 'bad' : source.state === 'partial' ? 'warn' : 'info'}
          >
            {source.sentence}
          </Notice>
        )}
        {error && !data ? (
          <ErrorState error={error} title="The source could not be loaded" retry={refetch} />
        ) : !data ? (
          <SkeletonRows rows={3} />
        ) : (
          <SourceDetail source={{ ...data, state: source.state, pages: source.pages }} />
        )}
        {rereads && mayManage && <SiteBound agent={agent} source={source} />}
      </div>
      {mode === 'remove' && (
        <ConfirmDialog
          open
          onOpenChange={() => setMode('look')}
          title={`Remove ${source.title}`}
          text={
            source.pieces > 0
              ? `${formatCount(source.pieces, 'piece')} of knowledge ${source.pieces === 1 ? 'is' : 'are'} forgotten, and it answers from ${source.pieces === 1 ? 'it' : 'them'} no more. This can't be undone.`
              : "It taught nothing yet. This can't be undone."
          }
          action="Remove and forget"
          onConfirm={async () => {
            await removeSource(agent, source.id);
            toast.success(`${source.title} is forgotten.`);
            onClose();
          }}
        />
      )}
    </Drawer>
  );
}
