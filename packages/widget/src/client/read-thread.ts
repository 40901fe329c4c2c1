import type { WidgetTranscript } from '@belay/contract/desk/widget';
import { withTranscript } from './apply-event.ts';
import type { Talk } from './chat-state.ts';

/**
 * A conversation read again, as far back as it is shown: its newest page, and those before it down to
 * `shownFrom`, which is asked anew after each. So earlier pages that somebody reads at this moment
 * stay. Answers what puts all of it in its place at once.
 */
export async function readThread(
  transcript: (before?: number) => Promise<WidgetTranscript>,
  shownFrom: () => number | undefined,
): Promise<(talk: Talk) => Talk> {
  let page = await transcript();
  const pages = [page];
  for (;;) {
    const first = page.messages[0]?.seq;
    if (!page.has_earlier || first === undefined || first <= (shownFrom() ?? first)) break;
    page = await transcript(first);
    pages.push(page);
  }
  return (talk) => pages.reduce((known, each, at) => withTranscript(known, each, at === 0), talk);
}
