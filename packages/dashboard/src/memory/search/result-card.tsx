import { Link } from '@tanstack/react-router';
import { cn } from '../../ui/cn.ts';
import { ExperienceHead } from '../experience/experience-head.tsx';
import { ReactionMarks } from '../experience/reaction-marks.tsx';
import type { Experience } from '../experience/read-experience.ts';
import { TextView } from '../text/text-view.tsx';
import type { MemorySearch } from './memory-search.ts';

/** One result, readable as it stands; the whole of it opens beside the list. */
export function ResultCard({
  one,
  earlier,
  words,
  isOpen,
}: {
  one: Experience;
  earlier: number;
  words: readonly string[];
  isOpen: boolean;
}) {
  return (
    <article
      data-event={one.id}
      className={cn(
        'relative rounded-lg border border-line bg-surface px-4 py-3 shadow-card hover:border-edge',
        isOpen && 'border-accent hover:border-accent',
      )}
    >
      <Link
        from="/memory"
        to="/memory"
        search={(before: MemorySearch) => ({ ...before, event: one.id })}
        resetScroll={false}
        aria-current={isOpen || undefined}
        data-result
        className="absolute inset-0 rounded-lg focus-visible:-outline-offset-2"
      >
        <span className="sr-only">Open this experience</span>
      </Link>
      <ExperienceHead one={one} earlier={earlier} />
      <div className="mt-1.5 line-clamp-6 pl-[38px]">
        {one.kind === 'reactions' ? (
          <ReactionMarks reactions={one.reactions} />
        ) : one.text === '' ? (
          <p className="text-soft">{one.kind === 'file' ? 'A file without text' : 'No text'}</p>
        ) : (
          <TextView text={one.text.slice(0, mostShown)} words={words} />
        )}
      </div>
    </article>
  );
}

/** Six lines show less; a whole log file is read when it is opened. */
const mostShown = 1_500;
