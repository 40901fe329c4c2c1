import type { ReactNode } from 'react';

/** A part of the visitor's column under a small heading. */
export function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section>
      <h3 className="mb-1 text-sm font-medium text-soft">{title}</h3>
      {children}
    </section>
  );
}
