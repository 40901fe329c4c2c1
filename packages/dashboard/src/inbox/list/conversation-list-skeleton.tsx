import { Skeleton } from '../../ui/skeleton.tsx';

/** Rows that are coming, at the height of the real ones. */
export function ConversationListSkeleton() {
  return (
    <div role="status" aria-busy="true" aria-label="Loading the conversations">
      {['a', 'b', 'c', 'd', 'e', 'f'].map((row) => (
        <div
          key={row}
          className="flex h-[76px] flex-col justify-center gap-2 border-b border-line px-4"
        >
          <div className="flex justify-between">
            <Skeleton className="w-32" />
            <Skeleton className="w-12" />
          </div>
          <Skeleton className="w-full" />
        </div>
      ))}
    </div>
  );
}
