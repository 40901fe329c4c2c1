import type { SlackDelivery } from '@belay/contract/desk/slack-delivery';
import { Link } from '@tanstack/react-router';
import { ChevronRight, ExternalLink, RotateCw } from 'lucide-react';
import { useState } from 'react';
import { useSubmit } from '../../api/use-submit.ts';
import { Button } from '../../ui/button.tsx';
import { cn } from '../../ui/cn.ts';
import { ErrorNote } from '../../ui/error-state.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { State } from '../../ui/state-badge.tsx';
import { exactTime } from '../../ui/time-words.ts';
import { replayDelivery } from '../data/slack-verbs.ts';
import { slackEventWords } from '../events/event-words.ts';
import { deliveryKindWords, deliveryLook } from './delivery-look.ts';

/** One message: what, where and how it went; opened, why it went there and what mends it. */
export function DeliveryRow({
  agent,
  delivery,
  mayManage,
}: {
  agent: string;
  delivery: SlackDelivery;
  mayManage: boolean;
}) {
  const [isOpen, setIsOpen] = useState(false);
  const look = deliveryLook(delivery);
  const { run, pending, error } = useSubmit(() => replayDelivery(agent, delivery.id));
  const title = delivery.event
    ? slackEventWords[delivery.event].title
    : deliveryKindWords[delivery.kind];
  const stuck = delivery.state === 'parked' || delivery.state === 'dropped';
  return (
    <li className="border-b border-line last:border-0">
      <div className="flex items-start gap-2 px-3 py-2">
        <button
          type="button"
          aria-expanded={isOpen}
          onClick={() => setIsOpen(!isOpen)}
          className="grid min-w-0 grow grid-cols-[1rem_minmax(0,1fr)_auto] items-center gap-x-2 gap-y-0.5 rounded-md px-1 py-0.5 text-left hover:bg-hover md:grid-cols-[1rem_minmax(0,1.2fr)_minmax(0,1fr)_9rem_6rem]"
        >
          <ChevronRight aria-hidden className={cn('size-4 text-faint', isOpen && 'rotate-90')} />
          <span className="truncate font-medium">
            {title}
            {delivery.event && delivery.kind !== 'card' && (
              <span className="font-normal text-soft"> · {deliveryKindWords[delivery.kind]}</span>
            )}
            {delivery.conversation && (
              <span className="font-normal text-soft"> · No. {delivery.conversation.number}</span>
            )}
          </span>
          <span className="truncate max-md:order-2 max-md:col-start-2">
            #{delivery.channel.name}
          </span>
          <State plain tone={look.tone} className="max-md:order-3 max-md:justify-self-end">
            {look.word}
          </State>
          <span className="text-right text-sm text-soft max-md:order-1">
            <RelativeTime at={delivery.created_at} />
          </span>
          {stuck && !isOpen && (
            <span className="col-span-full col-start-2 text-sm max-md:order-4">
              {delivery.sentence}
            </span>
          )}
        </button>
        <span className="flex shrink-0 justify-end gap-1 md:w-24">
          {delivery.permalink && (
            <Button asChild look="ghost" size="icon-sm">
              <a
                href={delivery.permalink}
                target="_blank"
                rel="noopener noreferrer"
                aria-label={`Open in Slack: ${title} in #${delivery.channel.name}`}
              >
                <ExternalLink />
              </a>
            </Button>
          )}
          {mayManage && delivery.state === 'parked' && (
            <Button
              look="ghost"
              size="sm"
              pending={pending}
              aria-label={`Replay ${title} to #${delivery.channel.name}`}
              onClick={() => void run()}
            >
              <RotateCw /> Replay
            </Button>
          )}
        </span>
      </div>
      {error !== null && <ErrorNote error={error} className="mx-4 mb-2" />}
      {isOpen && <Details delivery={delivery} />}
    </li>
  );
}

function Details({ delivery }: { delivery: SlackDelivery }) {
  const { conversation, because, remedy, slack_error, attempts, next_attempt_at, posted_at } =
    delivery;
  return (
    <dl className="grid gap-x-4 gap-y-1 px-4 pb-3 pl-9 text-sm sm:grid-cols-[8rem_minmax(0,1fr)] [&_dt]:text-soft">
      <dt>What happened</dt>
      <dd>{delivery.sentence}</dd>
      {because && (
        <>
          <dt>Why there</dt>
          <dd>{because}</dd>
        </>
      )}
      {remedy && (
        <>
          <dt>What mends it</dt>
          <dd>{remedy}</dd>
        </>
      )}
      {slack_error && (
        <>
          <dt>Slack says</dt>
          <dd>
            <code className="font-mono">{slack_error}</code>
          </dd>
        </>
      )}
      {conversation && (
        <>
          <dt>Conversation</dt>
          <dd>
            <Link
              to="/inbox/$id"
              params={{ id: conversation.id }}
              className="text-accent-ink underline"
            >
              No. {conversation.number}
            </Link>
          </dd>
        </>
      )}
      <dt>Attempts</dt>
      <dd>
        {attempts}
        {next_attempt_at && (
          <>
            , next <RelativeTime at={next_attempt_at} />
          </>
        )}
      </dd>
      <dt>Times</dt>
      <dd>
        {exactTime(Date.parse(delivery.created_at))}
        {posted_at && `, posted ${exactTime(Date.parse(posted_at))}`}
      </dd>
      <dt>Id</dt>
      <dd>
        <code className="font-mono break-all select-all">{delivery.id}</code>
      </dd>
    </dl>
  );
}
