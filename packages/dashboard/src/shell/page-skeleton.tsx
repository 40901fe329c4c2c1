import { Skeleton, SkeletonRows } from '../ui/skeleton.tsx';

/** The shape of a page that is coming: heading, sentence, a list. */
export function PageSkeleton() {
  return (
    <div className="mx-auto flex w-full max-w-7xl flex-col gap-5 px-4 py-5 sm:px-6 lg:px-8 lg:py-7">
      <div className="flex flex-col gap-2">
        <Skeleton className="h-6 w-40" />
        <Skeleton className="w-80 max-w-full" />
      </div>
      <SkeletonRows className="rounded-lg border border-line bg-surface" />
    </div>
  );
}
