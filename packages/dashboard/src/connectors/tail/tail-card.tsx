import type { ConnectorView } from '@belay/contract/connector';
import { Link } from '@tanstack/react-router';
import { ExternalLink, Pause, Play } from 'lucide-react';
import { useRef, useState } from 'react';
import { authorOf } from '../../memory/experience/author-name.ts';
import { experienceGist } from '../../memory/experience/experience-gist.ts';
import type { Experience } from '../../memory/experience/read-experience.ts';
import { sourceLink } from '../../memory/experience/source-link.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { ErrorNote } from '../../ui/error-state.tsx';
import { formatNumber } from '../../ui/format-number.ts';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { baseScope } from '../data/base-scope.ts';
import { waitingCount } from './tail-state.ts';
import { useTail } from './use-tail.ts';

/** Experiences as they are captured. It stands still while somebody reads in it. */
export function TailCard({ view, workspaceUrl }: { view: ConnectorView; workspaceUrl: string }) {
  const { tail, hold, release, error, isLoading } = useTail(
    baseScope(view.settings.scope_template),
  );
  const [paused, setPaused] = useState(false);
  const list = useRef<HTMLUListElement>(null);
  const waiting = waitingCount(tail);
  const workspaces = new Map([[view.workspace.team_id, workspaceUrl]]);
  const resume = () => {
    setPaused(false);
    list.current?.scrollTo({ top: 0 });
    release();
  };
  const settle = () => {
    if (!paused && (list.current?.scrollTop ?? 0) < 4) release();
  };
  return (
    <Card
      flush
      title="Recent experiences"
      text={paused ? 'Paused' : 'As they are captured'}
      actions={
        <Button
          size="sm"
          onClick={() => {
            if (paused) resume();
            else {
              setPaused(true);
              hold();
            }
          }}
        >
          {paused ? <Play /> : <Pause />}
          {paused ? 'Go on' : 'Pause'}
        </Button>
      }
    >
      <div className="relative">
        {tail.held && waiting > 0 && (
          <button
            type="button"
            onClick={resume}
            className="absolute inset-x-0 top-2 z-10 mx-auto w-fit rounded-full border border-line bg-raised px-3 py-1 text-sm font-medium text-accent-ink shadow-float"
          >
            {formatNumber(waiting)} new
          </button>
        )}
        {isLoading ? (
          <SkeletonRows rows={5} />
        ) : error && tail.shown.length === 0 ? (
          <ErrorNote error={error} className="m-4" />
        ) : (
          <ul
            ref={list}
            data-testid="tail"
            className="h-[26rem] divide-y divide-line overflow-y-auto"
            onMouseEnter={hold}
            onMouseLeave={settle}
            onFocus={hold}
            onBlur={settle}
            onScroll={(event) => {
              if (event.currentTarget.scrollTop >= 4) hold();
            }}
          >
            {tail.shown.length === 0 && (
              <li className="px-4 py-8 text-center text-soft">
                Nothing yet. The first message appears here the moment it is captured.
              </li>
            )}
            {tail.shown.map((one) => (
              <TailRow key={one.id} one={one} link={sourceLink(one, workspaces)} />
            ))}
          </ul>
        )}
      </div>
    </Card>
  );
}

function TailRow({ one, link }: { one: Experience; link: string | undefined }) {
  const author = authorOf(one.actor);
  return (
    <li className="group relative px-4 py-2 hover:bg-hover" data-event={one.id}>
      <div className="flex items-baseline gap-2 text-sm">
        <span className="truncate font-medium">
          {one.kind === 'reactions' ? 'Reactions' : author.name}
        </span>
        {one.channel && <span className="truncate text-soft">#{one.channel}</span>}
        <RelativeTime at={one.saidAt} className="ml-auto shrink-0 text-faint" />
        {link && (
          <a
            href={link}
            target="_blank"
            rel="noopener noreferrer"
            aria-label="Open in Slack"
            className="relative z-10 self-center text-faint hover:text-ink"
          >
            <ExternalLink aria-hidden className="size-3.5" />
          </a>
        )}
      </div>
      <Link
        to="/memory"
        search={{ event: one.id }}
        className="line-clamp-2 break-words after:absolute after:inset-0"
      >
        {experienceGist(one)}
      </Link>
    </li>
  );
}
