import { Bot } from 'lucide-react';
import { formatCount } from '../../ui/format-number.ts';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { Badge } from '../../ui/state-badge.tsx';
import { authorOf, initials } from './author-name.ts';
import type { Experience } from './read-experience.ts';
import { useAgentName } from './use-agent-name.ts';

/** Who, where and when, with what kind of experience it is where that isn't plain. */
export function ExperienceHead({ one, earlier = 0 }: { one: Experience; earlier?: number }) {
  const isReactions = one.kind === 'reactions';
  const { name, address, isBot } = authorOf(one.actor);
  const agent = useAgentName(one.actor);
  return (
    <div className="flex min-w-0 items-center gap-2.5">
      <span
        aria-hidden
        className="flex size-7 shrink-0 items-center justify-center rounded-md bg-hover text-xs font-semibold text-soft"
      >
        {isReactions ? '+1' : isBot ? <Bot className="size-4" /> : initials(name)}
      </span>
      <div className="flex min-w-0 grow flex-wrap items-baseline gap-x-2">
        <span className="truncate font-semibold" title={address}>
          {isReactions ? 'Reactions' : (agent ?? name)}
        </span>
        {one.channel && <span className="truncate text-soft">#{one.channel}</span>}
        <RelativeTime at={one.saidAt} className="text-sm text-faint" />
        <span className="flex gap-1">
          {one.kind === 'reply' && <Badge>reply</Badge>}
          {one.kind === 'file' && <Badge>file</Badge>}
          {one.supersedes && (
            <Badge>
              {isReactions ? 'changed' : 'edited'}
              {earlier > 1 ? ` ${formatCount(earlier, 'time')}` : ''}
            </Badge>
          )}
          {one.redacted > 0 && <Badge>{formatCount(one.redacted, 'secret')} cut out</Badge>}
        </span>
      </div>
    </div>
  );
}
