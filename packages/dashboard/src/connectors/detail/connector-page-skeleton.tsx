import { Skeleton, SkeletonRows } from '../../ui/skeleton.tsx';

/** The page of a connector before its first answer, in its real shape. */
export function ConnectorPageSkeleton() {
  const figures = ['a', 'b', 'c', 'd', 'e'];
  return (
    <div
      role="status"
      aria-busy="true"
      aria-label="Loading the connector"
      className="flex flex-col gap-5"
    >
      <div className="flex flex-wrap gap-8">
        {figures.map((key) => (
          <div key={key} className="flex flex-col gap-1.5">
            <Skeleton className="w-20" />
            <Skeleton className="h-6 w-14" />
          </div>
        ))}
      </div>
      <Skeleton className="h-[300px] w-full rounded-lg" />
      <SkeletonRows rows={8} className="rounded-lg border border-line" />
    </div>
  );
}
