import type { EventItem } from '@belay/contract/read';
import { useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';

/** The experience as the memory answers it, one click away. */
export function RawExperience({ item }: { item: EventItem }) {
  const [shown, setShown] = useState(false);
  const text = JSON.stringify(item, null, 2);
  return (
    <section>
      <div className="flex items-center gap-1">
        <Button size="sm" aria-expanded={shown} onClick={() => setShown(!shown)}>
          {shown ? 'Hide the envelope' : 'Show the envelope'}
        </Button>
        {shown && <CopyButton text={text} what="the envelope" />}
      </div>
      {shown && (
        <pre className="mt-2 max-h-96 overflow-auto rounded-md border border-line bg-sunken px-3 py-2 font-mono text-xs">
          {text}
        </pre>
      )}
    </section>
  );
}
