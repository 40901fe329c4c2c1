import type { KnowledgeKind, KnowledgeView } from '@belay/contract/desk/knowledge';
import { useInfiniteQuery } from '@tanstack/react-query';
import { GraduationCap } from 'lucide-react';
import { type DragEvent, useRef, useState } from 'react';
import { useSettled } from '../../connectors/data/use-settled.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { cn } from '../../ui/cn.ts';
import { DataTable } from '../../ui/data-table.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { Input } from '../../ui/input.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { knowledgeQuery } from '../data/agent-queries.ts';
import { useAgentEditor } from '../form/agent-editor.tsx';
import { AddMenu } from './add-menu.tsx';
import { documentKinds } from './document-problem.ts';
import { SiteDrawer } from './site-drawer.tsx';
import { sourceColumns } from './source-columns.tsx';
import { SourceDrawer } from './source-drawer.tsx';
import { sourcesSentence } from './sources-sentence.ts';
import { TaughtDrawer } from './taught-drawer.tsx';
import { UploadList } from './upload-list.tsx';
import { useUploads } from './use-uploads.ts';

/** From so many on they can be searched. */
const searchable = 8;

/** What the agent is taught by hand: texts, questions, documents, sites, each with its state. */
export function SourcesCard() {
  const { agent, mayManage } = useAgentEditor();
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const [query, setQuery] = useState('');
  const settled = useSettled(query.trim(), 200);
  const list = useInfiniteQuery(knowledgeQuery(agent.id, settled));
  const { error, refetch } = list;
  const data = list.data?.pages.flatMap(({ items }) => items);
  const [adding, setAdding] = useState<KnowledgeKind | null>(null);
  const [open, setOpen] = useState<KnowledgeView | null>(null);
  const { uploads, sendAll, dismiss } = useUploads(agent.id);

  const add = (kind: KnowledgeKind) => {
    if (kind === 'document') input.current?.click();
    else setAdding(kind);
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    if (mayManage) void sendAll(event.dataTransfer.files);
  };
  // the newest of what is open: its pages go on being read
  const opened = open && (data?.find(({ id }) => id === open.id) ?? open);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is a second way; Teach, Document is the first
    <div
      onDragOver={(event) => {
        event.preventDefault();
        if (mayManage) setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
      className={cn('rounded-lg', over && 'outline-2 outline-offset-2 outline-accent')}
    >
      <Card
        flush
        title="Taught by hand"
        text={
          data && data.length > 0 && !settled ? sourcesSentence(data, list.hasNextPage) : undefined
        }
        actions={mayManage && <AddMenu onAdd={add} />}
      >
        <input
          ref={input}
          type="file"
          multiple
          accept={documentKinds}
          className="sr-only"
          tabIndex={-1}
          aria-hidden
          onChange={({ target }) => {
            void sendAll(target.files ?? []);
            target.value = '';
          }}
        />
        <UploadList uploads={uploads} onDismiss={dismiss} />
        {error && !data ? (
          <ErrorState error={error} title="The sources could not be loaded" retry={refetch} />
        ) : !data ? (
          <SkeletonRows rows={4} />
        ) : data.length === 0 && !settled ? (
          <Untaught onAdd={mayManage ? add : undefined} />
        ) : (
          <>
            {(data.length >= searchable || query !== '') && (
              <div className="border-b border-line px-4 py-2">
                <Input
                  type="search"
                  aria-label="Search the sources"
                  value={query}
                  onChange={({ target }) => setQuery(target.value)}
                  placeholder="Part of a title"
                />
              </div>
            )}
            <DataTable
              label="Sources"
              columns={sourceColumns}
              rows={data}
              rowKey={({ id }) => id}
              onOpen={setOpen}
              onEnd={() => {
                if (list.hasNextPage && !list.isFetching) void list.fetchNextPage();
              }}
              rowHeight={56}
              maxHeight="36rem"
              empty={<p className="px-4 py-6 text-center text-soft">No source is called so.</p>}
            />
          </>
        )}
      </Card>
      {(adding === 'text' || adding === 'qa') && (
        <TaughtDrawer agent={agent.id} kind={adding} onClose={() => setAdding(null)} />
      )}
      {adding === 'site' && <SiteDrawer agent={agent.id} onClose={() => setAdding(null)} />}
      {opened && (
        <SourceDrawer
          key={opened.id}
          agent={agent.id}
          source={opened}
          mayManage={mayManage}
          onClose={() => setOpen(null)}
        />
      )}
    </div>
  );
}

function Untaught({ onAdd }: { onAdd: ((kind: KnowledgeKind) => void) | undefined }) {
  return (
    <div className="flex flex-col items-center gap-2 px-6 py-10 text-center">
      <GraduationCap aria-hidden className="size-6 text-faint" strokeWidth={1.5} />
      <h3 className="font-semibold">Nothing was taught by hand</h3>
      <p className="max-w-md text-soft">
        Write down one answer that visitors ask for most, drop documents here, or give the address
        of your help pages.
      </p>
      {onAdd && (
        <div className="mt-2 flex flex-wrap justify-center gap-2">
          <Button onClick={() => onAdd('qa')}>Write a question and its answer</Button>
          <Button onClick={() => onAdd('document')}>Choose documents</Button>
        </div>
      )}
    </div>
  );
}
