import { Tabs as Base } from 'radix-ui';
import type { ReactNode } from 'react';
import { cn } from './cn.ts';

/** Views of one thing. Controlled, so that the choice can live in the address. Arrow keys move. */
export function Tabs<Value extends string>({
  label,
  value,
  onChange,
  tabs,
  className,
  children,
}: {
  label: string;
  value: Value;
  onChange(value: Value): void;
  tabs: { value: Value; title: ReactNode; count?: ReactNode }[];
  className?: string;
  /** the content of the chosen tab */
  children: ReactNode;
}) {
  return (
    <Base.Root
      value={value}
      onValueChange={(next) => {
        const found = tabs.find((tab) => tab.value === next);
        if (found) onChange(found.value);
      }}
      className={className}
    >
      <Base.List
        aria-label={label}
        className="flex gap-1 overflow-x-auto border-b border-line [scrollbar-width:none]"
      >
        {tabs.map((tab) => (
          <Base.Trigger
            key={tab.value}
            value={tab.value}
            className={cn(
              '-mb-px flex items-center gap-1.5 border-b-2 border-transparent px-2.5 py-1.5 whitespace-nowrap text-soft hover:text-ink focus-visible:-outline-offset-2',
              'data-[state=active]:border-accent data-[state=active]:font-medium data-[state=active]:text-ink',
            )}
          >
            {tab.title}
            {tab.count !== undefined && <span className="text-sm text-faint">{tab.count}</span>}
          </Base.Trigger>
        ))}
      </Base.List>
      <Base.Content value={value} className="pt-4">
        {children}
      </Base.Content>
    </Base.Root>
  );
}
