import type { KnowledgeView } from '@belay/contract/desk/knowledge';
import type { Column } from '../../ui/data-table.tsx';
import { Progress } from '../../ui/progress.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { State } from '../../ui/state-badge.tsx';
import { kindLooks, siteShare, sourceLook } from './source-look.ts';

/** One source in a row: what it is, what it taught, how far it is. */
export const sourceColumns: Column<KnowledgeView>[] = [
  {
    key: 'title',
    head: 'What',
    width: 'minmax(0, 1fr)',
    cell: (source) => {
      const { icon: Icon, word } = kindLooks[source.kind];
      const { amount } = sourceLook(source);
      return (
        <span className="flex items-center gap-3">
          <Icon aria-hidden className="size-4 shrink-0 text-faint" />
          <span className="min-w-0">
            <span className="block truncate font-medium">{source.title}</span>
            <span className="block truncate text-sm text-soft">
              {source.state === 'failed' || source.state === 'partial'
                ? source.sentence
                : [word, amount].filter(Boolean).join(' · ')}
            </span>
          </span>
        </span>
      );
    },
  },
  {
    key: 'state',
    head: 'State',
    width: '8.5rem',
    cell: (source) => {
      const { tone, word } = sourceLook(source);
      return (
        <span className="flex flex-col gap-1">
          <State plain tone={tone}>
            {word}
          </State>
          {source.state === 'learning' && source.kind === 'site' && (
            <Progress value={siteShare(source.pages)} label={`Reading of ${source.title}`} />
          )}
        </span>
      );
    },
  },
  {
    key: 'updated',
    head: 'Changed',
    width: '6.5rem',
    align: 'end',
    wideOnly: true,
    cell: (source) => <RelativeTime at={source.updated_at} className="text-sm text-soft" />,
  },
];
