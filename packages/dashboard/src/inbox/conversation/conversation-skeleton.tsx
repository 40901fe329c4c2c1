import { Skeleton } from '../../ui/skeleton.tsx';

/** The shape of a conversation that is coming. */
export function ConversationSkeleton() {
  return (
    <div
      role="status"
      aria-busy="true"
      aria-label="Loading the conversation"
      className="h-full bg-surface"
    >
      <div className="flex h-[68px] flex-col justify-center gap-2 border-b border-line px-4">
        <Skeleton className="h-5 w-40" />
        <Skeleton className="w-72 max-w-full" />
      </div>
      <div className="flex flex-col gap-5 p-5">
        <Skeleton className="h-12 w-1/2 rounded-lg" />
        <Skeleton className="h-20 w-3/5 self-end rounded-lg" />
        <Skeleton className="h-10 w-2/5 rounded-lg" />
        <Skeleton className="h-14 w-1/2 self-end rounded-lg" />
      </div>
    </div>
  );
}
