import { Link } from '@tanstack/react-router';
import { cn } from '../../ui/cn.ts';
import { ExperienceHead } from '../experience/experience-head.tsx';
import { FileRow } from '../experience/file-row.tsx';
import { ReactionMarks } from '../experience/reaction-marks.tsx';
import type { MemorySearch } from '../search/memory-search.ts';
import { TextView } from '../text/text-view.tsx';
import type { ThreadRow } from './thread-rows.ts';

/** The thread around an experience; the open one is marked, the others open by a click. */
export function ThreadView({ rows, openId }: { rows: ThreadRow[]; openId: string }) {
  return (
    <ol className="flex flex-col gap-1">
      {rows.map(({ one, files, reactions }) => (
        <li
          key={one.id}
          aria-current={one.id === openId || undefined}
          className={cn(
            'relative rounded-md px-3 py-2 hover:bg-hover',
            one.id === openId && 'bg-accent-wash hover:bg-accent-wash',
          )}
        >
          <Link
            from="/memory"
            to="/memory"
            search={(before: MemorySearch) => ({ ...before, event: one.id })}
            resetScroll={false}
            className="absolute inset-0 rounded-md"
          >
            <span className="sr-only">Open this experience</span>
          </Link>
          <ExperienceHead one={one} />
          <div className="mt-1 flex flex-col gap-2 pl-[38px]">
            {one.text && one.kind !== 'file' && <TextView text={one.text} />}
            {files.map((file) => (
              <div key={file.id} className="relative z-10">
                {file.blobId && <FileRow blobId={file.blobId} text={file.text} />}
              </div>
            ))}
            {reactions.map((each) => (
              <div key={each.id} className="relative z-10 w-fit">
                <ReactionMarks reactions={each.reactions} />
              </div>
            ))}
          </div>
        </li>
      ))}
    </ol>
  );
}
