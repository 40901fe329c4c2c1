import { useQuery } from '@tanstack/react-query';
import { ExternalLink, FileX, Trash2 } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { ApiError } from '../../api/api-error.ts';
import { useCan } from '../../session/use-session.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorNote, ErrorState } from '../../ui/error-state.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { exactTime } from '../../ui/time-words.ts';
import { eventQuery, threadQuery, versionsQuery } from '../search/memory-queries.ts';
import { TextView } from '../text/text-view.tsx';
import { threadRows } from '../thread/thread-rows.ts';
import { ThreadView } from '../thread/thread-view.tsx';
import { VersionList } from '../versions/version-list.tsx';
import { ExperienceHead } from './experience-head.tsx';
import { FileRow } from './file-row.tsx';
import { ForgetDialog } from './forget-dialog.tsx';
import { RawExperience } from './raw-experience.tsx';
import { ReactionMarks } from './reaction-marks.tsx';
import { readExperience } from './read-experience.ts';
import { sourceLink } from './source-link.ts';
import { useWorkspaces } from './use-workspaces.ts';

/** One experience whole: its words, versions, thread, files, labels, and the envelope itself. */
export function ExperienceDetail({
  id,
  asOf,
  onGone,
}: {
  id: string;
  asOf: string | undefined;
  /** it was forgotten just now */
  onGone(): void;
}) {
  const event = useQuery(eventQuery(id));
  const versions = useQuery(versionsQuery(id, asOf));
  const thread = useQuery(threadQuery(id, asOf));
  const workspaces = useWorkspaces();
  const mayForget = useCan('memory.forget');
  const [forgets, setForgets] = useState(false);

  if (event.error instanceof ApiError && event.error.status === 404)
    return (
      <EmptyState icon={FileX} title="Not in the memory" className="border-0">
        It was forgotten, or it lies in a scope or a private channel that you don't read.
      </EmptyState>
    );
  if (event.error)
    return (
      <ErrorState
        error={event.error}
        title="The experience could not be loaded"
        retry={event.refetch}
      />
    );
  if (!event.data) return <DetailSkeleton />;

  const one = readExperience(event.data);
  const link = sourceLink(one, workspaces);
  const rows = threadRows(thread.data?.items ?? []);
  const own = rows.find((row) => row.one.id === id);
  return (
    <div className="flex flex-col gap-5">
      <div className="pr-8">
        <ExperienceHead one={one} />
      </div>
      {one.kind === 'reactions' ? (
        <ReactionMarks reactions={one.reactions} />
      ) : (
        one.text !== '' && <TextView text={one.text} />
      )}
      {one.blobId && <FileRow blobId={one.blobId} text={one.kind === 'file' ? '' : one.text} />}
      {own?.files
        .filter((file) => file.id !== id)
        .map(
          (file) => file.blobId && <FileRow key={file.id} blobId={file.blobId} text={file.text} />,
        )}
      {own?.reactions.map((each) => (
        <ReactionMarks key={each.id} reactions={each.reactions} />
      ))}
      <div className="flex flex-wrap gap-2">
        {link && (
          <Button asChild size="sm">
            <a href={link} target="_blank" rel="noopener noreferrer">
              Open in Slack <ExternalLink />
            </a>
          </Button>
        )}
        {mayForget && (
          <Button size="sm" look="danger-quiet" onClick={() => setForgets(true)}>
            <Trash2 /> Forget
          </Button>
        )}
      </div>
      {versions.data && versions.data.length > 1 && (
        <Section title={`Versions (${versions.data.length})`}>
          <VersionList versions={versions.data} />
        </Section>
      )}
      {versions.error && <ErrorNote error={versions.error} />}
      {rows.length > 1 && (
        <Section title={`Thread (${rows.length})`}>
          <ThreadView rows={rows} openId={id} />
          {thread.data?.has_more && (
            <p className="mt-1 px-3 text-sm text-soft">Only its first 200 entries are shown.</p>
          )}
        </Section>
      )}
      {thread.error && <ErrorNote error={thread.error} />}
      <Section title="Facts">
        <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1 text-sm">
          <Fact name="Said">{exactTime(Date.parse(one.saidAt))}</Fact>
          {one.editedAt && <Fact name="Edited">{exactTime(Date.parse(one.editedAt))}</Fact>}
          <Fact name="Known since">{exactTime(Date.parse(one.recordedAt))}</Fact>
          <Fact name="Author">{one.actor}</Fact>
          <Fact name="Scope">
            <code className="font-mono">{one.scope}</code>
          </Fact>
          <Fact name="Labels">
            <span className="flex flex-wrap gap-1">
              {event.data.labels.map((label) => (
                <code
                  key={label}
                  className="rounded-sm border border-line bg-sunken px-1 font-mono text-xs"
                >
                  {label}
                </code>
              ))}
            </span>
          </Fact>
        </dl>
      </Section>
      <RawExperience item={event.data} />
      {forgets && (
        <ForgetDialog
          one={one}
          versions={versions.data ?? []}
          thread={thread.data?.items ?? []}
          onClose={() => setForgets(false)}
          onDone={onGone}
        />
      )}
    </div>
  );
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section>
      <h3 className="mb-2 font-semibold">{title}</h3>
      {children}
    </section>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-soft">{name}</dt>
      <dd className="[overflow-wrap:anywhere]">{children}</dd>
    </>
  );
}

function DetailSkeleton() {
  return (
    <div
      role="status"
      aria-busy="true"
      aria-label="Loading the experience"
      className="flex flex-col gap-3"
    >
      <div className="flex items-center gap-2.5">
        <Skeleton className="size-7" />
        <Skeleton className="w-48" />
      </div>
      <Skeleton className="w-full" />
      <Skeleton className="w-2/3" />
      <Skeleton className="mt-4 h-28 w-full" />
    </div>
  );
}
