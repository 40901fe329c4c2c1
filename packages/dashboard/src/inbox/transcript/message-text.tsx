import { useMemo } from 'react';
import { textParts } from './text-parts.ts';

const none: ReadonlySet<number> = new Set();

/** What somebody wrote, as they wrote it: never markup, only addresses can be followed. */
export function MessageText({
  text,
  citations = none,
}: {
  text: string;
  citations?: ReadonlySet<number>;
}) {
  const parts = useMemo(() => textParts(text, citations), [text, citations]);
  return (
    <p className="whitespace-pre-wrap [overflow-wrap:anywhere]">
      {parts.map((part, index) => {
        // parts of one text never move among each other: their place names them
        const key = `${index}`;
        if (part.kind === 'text') return <span key={key}>{part.text}</span>;
        if (part.kind === 'marker')
          return (
            <sup key={key} className="px-0.5 font-medium text-accent-ink">
              {part.n}
            </sup>
          );
        return (
          <a
            key={key}
            href={part.href}
            target="_blank"
            rel="noopener noreferrer nofollow"
            className="text-accent-ink underline underline-offset-2"
          >
            {part.text}
          </a>
        );
      })}
    </p>
  );
}
