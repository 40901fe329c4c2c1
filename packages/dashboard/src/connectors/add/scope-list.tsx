import type { ScopeCheck } from '@belay/contract/connector';
import { Check, CircleAlert, CircleDashed } from 'lucide-react';
import { cn } from '../../ui/cn.ts';

/** Each scope: granted or missing, and what it gives. Missing ones that are needed come first. */
export function ScopeList({ scopes, className }: { scopes: ScopeCheck[]; className?: string }) {
  return (
    <ul className={cn('flex flex-col gap-1.5 text-sm', className)}>
      {scopes
        .toSorted((a, b) => weight(b) - weight(a))
        .map((scope) => (
          <li key={scope.scope} className="flex gap-2">
            <Mark scope={scope} />
            <span className="min-w-0">
              <code className="font-mono">{scope.scope}</code>
              <span className="text-soft">
                {' '}
                {!scope.granted && `${missingWords[scope.need]}: `}
                {scope.gives}
              </span>
            </span>
          </li>
        ))}
    </ul>
  );
}

const missingWords: Record<ScopeCheck['need'], string> = {
  required: 'is missing and needed',
  useful: 'is missing',
  optional: 'is not granted',
};

function weight({ granted, need }: ScopeCheck): number {
  if (granted) return 0;
  return { required: 3, useful: 2, optional: 1 }[need];
}

function Mark({ scope }: { scope: ScopeCheck }) {
  const place = 'mt-0.5 size-4 shrink-0';
  if (scope.granted) return <Check aria-label="granted" className={cn(place, 'text-ok')} />;
  if (scope.need === 'required')
    return <CircleAlert aria-label="missing" className={cn(place, 'text-bad')} />;
  return (
    <CircleDashed
      aria-label="missing"
      className={cn(place, scope.need === 'useful' ? 'text-warn' : 'text-faint')}
    />
  );
}
