import { type SlackEvent, slackEvents } from '@belay/contract/desk/slack-settings';
import { Send } from 'lucide-react';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { Switch } from '../../ui/switch.tsx';
import { ChannelChoiceField } from '../channels/channel-choice-field.tsx';
import { ChannelField } from '../channels/channel-field.tsx';
import { channelNote } from '../channels/channel-words.ts';
import { useSlackEditor } from '../form/slack-editor.tsx';
import { slackEventWords } from './event-words.ts';
import { LastDelivery } from './last-delivery.tsx';

/** The five events: on or off, where each goes, and what became of the last one. */
export function EventsCard({ onTest }: { onTest(channel: string): void }) {
  const { settings, change } = useSlackEditor();
  return (
    <Card
      flush
      title="Configure Notification Events"
      text="Escalations and low ratings are what somebody should act on at once; start with these."
    >
      <ul>
        {slackEvents.map((event) => (
          <EventRow key={event} event={event} onTest={onTest} />
        ))}
      </ul>
      <div className="grid gap-x-6 gap-y-4 border-t border-line px-4 py-3 md:grid-cols-2">
        <ChannelChoiceField
          label="Catch-all channel"
          hint="Receives all enabled events, beside where they go."
          value={settings.catch_all}
          onChange={(catch_all) => change({ catch_all })}
          none="None"
          path="catch_all"
        />
        <ChannelChoiceField
          label="Fallback channel"
          hint="Escalations go there when their own channel can't be posted to."
          value={settings.fallback_channel}
          onChange={(fallback_channel) => change({ fallback_channel })}
          none="None: e-mail to the admins"
          path="fallback_channel"
        />
      </div>
    </Card>
  );
}

function EventRow({ event, onTest }: { event: SlackEvent; onTest(channel: string): void }) {
  const { agent, view, settings, change, channel, mayManage, problem } = useSlackEditor();
  const route = settings.events[event];
  const words = slackEventWords[event];
  const set = (next: Partial<typeof route>) =>
    change({ events: { ...settings.events, [event]: { ...route, ...next } } });
  const own = route.channel === null ? undefined : channel(route.channel);
  const fallback = settings.default_channel && channel(settings.default_channel)?.name;
  const target = route.channel ?? settings.default_channel;
  const saved = view.settings.events[event];
  const isSaved =
    target !== null &&
    saved.enabled &&
    route.enabled &&
    (saved.channel ?? view.settings.default_channel) === target;
  const note = problem(`events.${event}`) ?? (own && channelNote(own));
  return (
    <li className="grid grid-cols-[minmax(0,1fr)_2rem] items-start gap-x-4 gap-y-2 border-b border-line px-4 py-3 last:border-0 md:grid-cols-[minmax(0,1fr)_18rem_2rem]">
      <div className="col-span-full min-w-0 md:col-span-1">
        <Switch
          label={words.title}
          checked={route.enabled}
          disabled={!mayManage}
          onChange={(enabled) => set({ enabled })}
        />
        <p className="mt-0.5 text-sm text-soft md:pl-11">
          {words.text} {words.when}
        </p>
        <p className="mt-0.5 text-sm md:pl-11">
          <LastDelivery agent={agent} event={event} />
        </p>
      </div>
      <div className="min-w-0">
        <ChannelField
          aria-label={`Channel of ${words.title}`}
          value={route.channel}
          onChange={(next) => set({ channel: next })}
          none={fallback ? `Default: #${fallback}` : 'Default channel'}
        />
        {note && <p className="mt-1 text-sm text-soft">{note}</p>}
      </div>
      {mayManage && (
        <Button
          look="ghost"
          size="icon"
          aria-label={`Send Test for ${words.title}`}
          title={isSaved ? 'Send Test' : 'Turn it on and save it; then it can be tested'}
          disabled={!isSaved}
          onClick={() => target && onTest(target)}
        >
          <Send />
        </Button>
      )}
    </li>
  );
}
