import type { KnowledgeView } from '@belay/contract/desk/knowledge';
import { ExternalLink } from 'lucide-react';
import { formatCount, formatNumber } from '../../ui/format-number.ts';
import { Progress } from '../../ui/progress.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { State } from '../../ui/state-badge.tsx';
import { kindLooks, siteShare, sourceLook } from './source-look.ts';

/** More failed pages than these are counted only. */
const mostShown = 100;

/** Everything about one source: its state, what was given, and which pages could not be read. */
export function SourceDetail({ source }: { source: KnowledgeView }) {
  const { tone, word } = sourceLook(source);
  return (
    <>
      <dl className="grid grid-cols-[6rem_minmax(0,1fr)] gap-x-4 gap-y-2">
        <dt className="text-soft">State</dt>
        <dd>
          <State plain tone={tone}>
            {word}
          </State>
        </dd>
        <dt className="text-soft">Kind</dt>
        <dd>{kindLooks[source.kind].word}</dd>
        {source.url && (
          <>
            <dt className="text-soft">Address</dt>
            <dd className="min-w-0 truncate">
              <a
                href={source.url}
                target="_blank"
                rel="noreferrer noopener"
                className="text-accent-ink underline"
              >
                {source.url} <ExternalLink aria-hidden className="inline size-3.5" />
              </a>
            </dd>
          </>
        )}
        <dt className="text-soft">In memory</dt>
        <dd>{source.pieces > 0 ? formatCount(source.pieces, 'piece') : 'nothing'}</dd>
        <dt className="text-soft">Changed</dt>
        <dd>
          <RelativeTime at={source.updated_at} />
        </dd>
      </dl>
      {source.pages && <Pages source={source} pages={source.pages} />}
      {source.question && <Given name="Question">{source.question}</Given>}
      {source.answer && <Given name="Answer">{source.answer}</Given>}
      {source.kind === 'text' && source.text && <Given name="Text">{source.text}</Given>}
    </>
  );
}

function Given({ name, children }: { name: string; children: string }) {
  return (
    <section>
      <h3 className="mb-1 font-medium">{name}</h3>
      <p className="max-h-96 overflow-y-auto rounded-md bg-sunken px-3 py-2 break-words whitespace-pre-wrap">
        {children}
      </p>
    </section>
  );
}

function Pages({
  source,
  pages,
}: {
  source: KnowledgeView;
  pages: NonNullable<KnowledgeView['pages']>;
}) {
  return (
    <section className="flex flex-col gap-2">
      <h3 className="font-medium">
        {formatNumber(pages.done)} of {formatCount(pages.found, 'page')} read
      </h3>
      {source.state === 'learning' && (
        <Progress value={siteShare(pages)} label={`Reading of ${source.title}`} />
      )}
      {pages.failed.length > 0 && (
        <ul aria-label="Pages that could not be read" className="flex flex-col gap-2">
          {pages.failed.slice(0, mostShown).map(({ url, reason }) => (
            <li key={url} className="rounded-md bg-sunken px-3 py-1.5">
              <p className="truncate font-mono text-sm" title={url}>
                {url}
              </p>
              <p className="text-sm text-soft">{reason}</p>
            </li>
          ))}
          {pages.failed.length > mostShown && (
            <li className="text-sm text-soft">and {pages.failed.length - mostShown} more</li>
          )}
        </ul>
      )}
    </section>
  );
}
