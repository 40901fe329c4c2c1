import type { SlackChannelChoice } from '@belay/contract/desk/slack-channels';
import { Lock } from 'lucide-react';

/** `#support`, or a lock for a private one. */
export function ChannelName({
  channel,
}: {
  channel: Pick<SlackChannelChoice, 'name'> & { is_private?: boolean };
}) {
  return (
    <span className="inline-flex min-w-0 items-center gap-0.5">
      {channel.is_private ? (
        <Lock aria-label="private channel" className="size-3.5 shrink-0 text-soft" />
      ) : (
        <span className="text-soft">#</span>
      )}
      <span className="min-w-0 truncate">{channel.name}</span>
    </span>
  );
}
