import robots from 'robots-parser';
import type { Context } from '../../../context.ts';
import { decodeText } from '../documents/decode-text.ts';
import { KnowledgeTrouble } from '../knowledge-trouble.ts';
import { botName, fetchPage, outboundReason } from './fetch-page.ts';

/** The module is this function; how its types call it depends on who resolves modules. */
const robotsParser = robots as unknown as (
  url: string,
  text: string,
) => {
  isAllowed(url: string, program: string): boolean | undefined;
  /** seconds */
  getCrawlDelay(program: string): number | undefined;
  getSitemaps(): string[];
};

/** What a site lets programs do (RFC 9309). */
export interface Robots {
  allows(url: string): boolean;
  delayMs: number;
  sitemaps: string[];
}

const mostBytes = 512 * 1024;
const longestDelayMs = 5_000;

/** Throws a `KnowledgeTrouble` where the site can't be asked: then nothing may be read. */
export async function readRobots(
  ctx: Context,
  origin: string,
  signal: AbortSignal,
): Promise<Robots> {
  const url = `${origin}/robots.txt`;
  const answer = await fetchPage(ctx, url, { mostBytes, accept: 'text/plain', signal }).catch(
    (error: unknown) => {
      throw new KnowledgeTrouble(outboundReason(error, signal), { cause: error });
    },
  );
  if (answer.status >= 500 || answer.status === 429)
    throw new KnowledgeTrouble(
      `The site’s robots.txt can’t be read (${answer.status}), so it isn’t clear what may be. Read it again later.`,
    );
  // no such file: everything is allowed; a page instead of it says nothing
  const isText = answer.status === 200 && !/html/i.test(answer.headers.get('content-type') ?? '');
  const rules = robotsParser(url, isText ? decodeText(answer.body) : '');
  return {
    allows: (page) => rules.isAllowed(page, botName) !== false,
    delayMs: Math.min((rules.getCrawlDelay(botName) ?? 0) * 1_000, longestDelayMs),
    sitemaps: rules.getSitemaps().slice(0, 5),
  };
}
