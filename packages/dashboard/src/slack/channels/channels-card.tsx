import {
  type SlackSettings,
  slackLanguages,
  slackRedactions,
} from '@belay/contract/desk/slack-settings';
import { Card } from '../../ui/card.tsx';
import { Select } from '../../ui/input.tsx';
import { channelsInUse } from '../form/channels-in-use.ts';
import { useSlackEditor } from '../form/slack-editor.tsx';
import { ChannelName } from './channel-name.tsx';

type Shown = SlackSettings['channels'][string];

const redactionWords: Record<Shown['redaction'], string> = {
  none: 'Everything',
  masked: 'E-mails and phones masked',
  no_transcript: 'No transcript',
};
const languageWords: Record<Shown['language'], string> = {
  en: 'English',
  de: 'Deutsch',
  es: 'Español',
  ja: '日本語',
};
const everything: Shown = { redaction: 'none', language: 'en', shared_confirmed: false };

/** What each channel that is used may see of visitors, and in which language Belay speaks there. */
export function ChannelsCard() {
  const { settings, change, channel, mayManage } = useSlackEditor();
  const used = channelsInUse(settings);
  if (used.length === 0) return null;
  const set = (id: string, next: Partial<Shown>) =>
    change({
      channels: {
        ...settings.channels,
        [id]: { ...everything, ...settings.channels[id], ...next },
      },
    });
  return (
    <Card
      flush
      title="What each channel shows"
      text="Without a transcript a channel gets the event and its link, and no words of the visitor. Replies from its threads don't reach visitors."
    >
      <ul>
        {used.map((id) => {
          const known = channel(id);
          const name = known?.name ?? id;
          const shown = settings.channels[id] ?? everything;
          return (
            <li
              key={id}
              className="grid items-center gap-x-4 gap-y-2 border-b border-line px-4 py-2.5 last:border-0 sm:grid-cols-[minmax(0,1fr)_14rem_8rem]"
            >
              <span className="flex min-w-0 font-medium">
                <ChannelName channel={known ?? { name: id }} />
              </span>
              <Select
                aria-label={`What #${name} shows`}
                disabled={!mayManage}
                value={shown.redaction}
                onChange={({ target }) =>
                  set(id, {
                    redaction: slackRedactions.find((one) => one === target.value) ?? 'none',
                  })
                }
              >
                {slackRedactions.map((one) => (
                  <option key={one} value={one}>
                    {redactionWords[one]}
                  </option>
                ))}
              </Select>
              <Select
                aria-label={`Language in #${name}`}
                disabled={!mayManage}
                value={shown.language}
                onChange={({ target }) =>
                  set(id, { language: slackLanguages.find((one) => one === target.value) ?? 'en' })
                }
              >
                {slackLanguages.map((one) => (
                  <option key={one} value={one}>
                    {languageWords[one]}
                  </option>
                ))}
              </Select>
            </li>
          );
        })}
      </ul>
    </Card>
  );
}
