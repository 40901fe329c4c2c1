import type { ReactNode } from 'react';
import { usePageTitle } from '../shell/page.tsx';

/** The frame of the pages before sign-in: the mark, a heading, a sentence, a form. */
export function DoorFrame({
  title,
  sentence,
  children,
}: {
  title: string;
  sentence?: ReactNode;
  children?: ReactNode;
}) {
  usePageTitle(title);
  return (
    <main className="mx-auto flex min-h-dvh w-full max-w-sm flex-col gap-6 px-4 pt-[12vh] pb-12">
      <div className="flex items-center gap-2">
        <img src="/app/belay.svg" alt="" className="size-7" />
        <span className="text-lg font-semibold tracking-tight">Belay</span>
      </div>
      <div>
        <h1 className="text-2xl font-semibold tracking-tight text-balance">{title}</h1>
        {sentence && <div className="mt-2 text-soft">{sentence}</div>}
      </div>
      {children}
    </main>
  );
}
