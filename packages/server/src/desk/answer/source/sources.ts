import type { WidgetLanguage } from '@belay/contract/desk/agent';
import type { Citation } from '@belay/contract/desk/conversation';
import type pg from 'pg';
import type { Quote } from '../find/pick-quotes.ts';
import { cite, type Workspaces } from './cite.ts';

/** What one answer was looked for in: numbered as it is found, cited by number. */
export interface Sources {
  /** the number of a source; one experience has one */
  add(quote: Quote): number;
  /** what would be cited, without a number of its own */
  describe(quote: Quote): Citation;
  has(n: number): boolean;
  citation(n: number): Citation | undefined;
  /** everything that was found, in order */
  all(): { n: number; quote: Quote; citation: Citation }[];
}

export function createSources(options: {
  language: WidgetLanguage;
  workspaces: Workspaces;
}): Sources {
  const found: { n: number; quote: Quote; citation: Citation }[] = [];
  const numbers = new Map<string, number>();
  return {
    add(quote) {
      const id = quote.passage.item.event_id;
      const known = numbers.get(id);
      if (known !== undefined) return known;
      const n = found.length + 1;
      numbers.set(id, n);
      found.push({ n, quote, citation: cite(quote.passage, quote.text, { n, ...options }) });
      return n;
    },
    describe: (quote) => cite(quote.passage, quote.text, { n: 0, ...options }),
    has: (n) => n >= 1 && n <= found.length,
    citation: (n) => found[n - 1]?.citation,
    all: () => [...found],
  };
}

/** Where a tenant's workspaces are, for permalinks. */
export async function workspacesOf(db: pg.Pool, tenant: string): Promise<Workspaces> {
  const { rows } = await db.query<{ team_id: string; url: string }>({
    name: 'workspace-addresses',
    text: 'select team_id, url from slack_installation where tenant = $1',
    values: [tenant],
  });
  return new Map(rows.map(({ team_id, url }) => [team_id, url]));
}
