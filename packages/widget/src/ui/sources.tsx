import type { WidgetMessage } from '@belay/contract/desk/widget';
import { safeUrl } from '../text/inline.ts';
import { useUi } from './use-chat.ts';

/** What an answer stands on, as footnotes: label, date, and a link where it may be followed. */
export function Sources({ citations }: { citations: WidgetMessage['citations'] }) {
  const { chat, words } = useUi();
  if (citations.length === 0) return null;
  const dates = new Intl.DateTimeFormat(chat.language, { dateStyle: 'medium' });
  return (
    <ol class="sources" aria-label={words.sources}>
      {citations.map(({ n, label, said_at, url }) => {
        const address = url === null ? undefined : safeUrl(url);
        return (
          <li value={n} dir="auto">
            <span aria-hidden="true">{n}</span>
            {address ? (
              <a href={address} target="_blank" rel="noopener noreferrer nofollow">
                {label}
              </a>
            ) : (
              label
            )}
            {said_at && <time dateTime={said_at}> · {dates.format(new Date(said_at))}</time>}
          </li>
        );
      })}
    </ol>
  );
}
