import type { WidgetLanguage } from '@belay/contract/desk/agent';
import type { Citation } from '@belay/contract/desk/conversation';
import { slackLink } from '../../../connectors/status/slack-link.ts';
import { labelOf, type Passage } from '../find/passage.ts';
import { fixedWords } from '../language/fixed-words.ts';

/** Addresses of workspaces by team id, with a slash at the end. */
export type Workspaces = ReadonlyMap<string, string>;

const longestQuote = 500;
const longestLabel = 120;

/** What stands behind an answer. Pure. Its date is `said_at`: each reader says it in their own way. */
export function cite(
  passage: Passage,
  quote: string,
  { n, language, workspaces }: { n: number; language: WidgetLanguage; workspaces: Workspaces },
): Citation {
  const { item, source } = passage;
  const isPersonal = source === 'slack' || source === 'desk';
  return {
    n,
    label: cut(labelFor(passage, language), longestLabel),
    source,
    said_at: new Date(passage.saidAt).toISOString(),
    url: addressOf(passage, workspaces),
    event_id: item.event_id,
    author: isPersonal ? item.observed_actor : null,
    quote: cut(quote, longestQuote),
  };
}

function labelFor({ item, source, heading }: Passage, language: WidgetLanguage): string {
  const channel = labelOf(item, 'channel');
  if (channel !== undefined) return `#${channel}`;
  if (source === 'desk') return fixedWords[language].team;
  return heading || labelOf(item, 'title') || source;
}

function addressOf({ item, source }: Passage, workspaces: Workspaces): string | null {
  if (source === 'slack') return permalink(item, workspaces);
  const url = labelOf(item, 'url');
  return url !== undefined && /^https?:\/\//.test(url) && URL.canParse(url) ? url : null;
}

/** Labels are somebody's text: only what looks like Slack's own ids becomes part of an address. */
function permalink(item: Passage['item'], workspaces: Workspaces): string | null {
  const [channel, ts, thread] = ['channel_id', 'ts', 'thread_ts'].map((name) =>
    labelOf(item, name),
  );
  const domain = labelOf(item, 'workspace') ?? '';
  const base =
    workspaces.get(labelOf(item, 'team_id') ?? '') ??
    (/^[a-z0-9][a-z0-9-]{0,62}$/.test(domain) ? `https://${domain}.slack.com/` : undefined);
  if (!base || !channel || !ts || !/^[A-Z0-9]+$/.test(channel) || !isTs(ts)) return null;
  return slackLink(base, channel, ts, thread !== undefined && isTs(thread) ? thread : undefined);
}

function isTs(text: string): boolean {
  return /^\d+\.\d+$/.test(text);
}

function cut(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most - 1).toWellFormed()}…`;
}
