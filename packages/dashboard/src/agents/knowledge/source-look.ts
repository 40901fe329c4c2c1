import type { KnowledgeKind, KnowledgeView } from '@belay/contract/desk/knowledge';
import { FileText, Globe, type LucideIcon, MessageCircleQuestion, TextIcon } from 'lucide-react';
import { formatCount, formatNumber } from '../../ui/format-number.ts';
import type { Tone } from '../../ui/state-badge.tsx';

/** What was taught, in a word with its icon. */
export const kindLooks: Record<KnowledgeKind, { word: string; icon: LucideIcon }> = {
  text: { word: 'Text', icon: TextIcon },
  qa: { word: 'Question and answer', icon: MessageCircleQuestion },
  document: { word: 'Document', icon: FileText },
  site: { word: 'Website', icon: Globe },
};

/** How far a source is, in words; what it taught, in a phrase. */
export function sourceLook(source: Pick<KnowledgeView, 'kind' | 'state' | 'pages' | 'pieces'>): {
  tone: Tone;
  word: string;
  amount: string;
} {
  const { pages } = source;
  const amount =
    pages && pages.found > 0
      ? `${formatNumber(pages.done)} of ${formatCount(pages.found, 'page')}`
      : source.pieces > 0
        ? formatCount(source.pieces, 'piece')
        : '';
  switch (source.state) {
    case 'learning':
      return { tone: 'busy', word: source.kind === 'site' ? 'Reading' : 'Learning', amount };
    case 'ready':
      return { tone: 'ok', word: 'Ready', amount };
    case 'partial':
      return { tone: 'warn', word: 'Partly read', amount };
    case 'removing':
      return { tone: 'idle', word: 'Being forgotten', amount };
    case 'failed':
      return { tone: 'bad', word: 'Not taught', amount };
  }
}

/** How much of a site is read, 0 to 1; null: nobody knows yet how much there is. */
export function siteShare(pages: KnowledgeView['pages']): number | null {
  if (!pages || pages.found === 0) return null;
  return (pages.done + pages.failed.length) / pages.found;
}
