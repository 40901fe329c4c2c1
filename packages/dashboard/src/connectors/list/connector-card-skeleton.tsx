import { Skeleton } from '../../ui/skeleton.tsx';

/** A card that is coming, in its real shape. */
export function ConnectorCardSkeleton() {
  return (
    <div className="flex flex-col gap-2.5 rounded-lg border border-line bg-surface px-4 py-3.5">
      <div className="flex justify-between">
        <Skeleton className="w-32" />
        <Skeleton className="w-16 rounded-full" />
      </div>
      <Skeleton className="w-3/4" />
      <Skeleton className="w-1/2" />
      <Skeleton className="mt-3 h-7 w-full" />
    </div>
  );
}
