import type { Citation } from '@belay/contract/desk/conversation';
import { ExternalLink } from 'lucide-react';
import { saidBy } from '../../desk/words/said-by.ts';
import { safeLink } from './safe-link.ts';

/** What an answer stands on, numbered as in its text. */
export function CitationList({ citations }: { citations: Citation[] }) {
  return (
    <ol aria-label="Sources" className="flex flex-col gap-1">
      {citations.map((citation) => {
        const link = safeLink(citation.url);
        const words = [citation.label, saidBy(citation.author)].filter(Boolean).join(' · ');
        return (
          <li key={citation.n} className="flex min-w-0 items-baseline gap-2 text-sm">
            <span className="shrink-0 font-mono text-xs text-soft">[{citation.n}]</span>
            {link ? (
              <a
                href={link}
                target="_blank"
                rel="noreferrer noopener"
                className="min-w-0 truncate text-accent-ink underline"
              >
                {words} <ExternalLink aria-hidden className="inline size-3" />
              </a>
            ) : (
              <span className="min-w-0 truncate">{words}</span>
            )}
          </li>
        );
      })}
    </ol>
  );
}
