import type { ChannelProgress } from '@belay/contract/connector';
import { ExternalLink } from 'lucide-react';
import { Button } from '../../ui/button.tsx';
import { Drawer } from '../../ui/dialog.tsx';
import { formatCount, formatShare } from '../../ui/format-number.ts';
import { Notice } from '../../ui/notice.tsx';
import { Progress } from '../../ui/progress.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { State } from '../../ui/state-badge.tsx';
import { durationWords } from '../../ui/time-words.ts';
import { momentWords, owedWords } from '../words/moments.ts';
import { channelLook } from '../words/state-look.ts';

/** One channel: the three moments and what they promise, what is owed, and what was given up. */
export function ChannelDrawer({
  channel,
  workspaceUrl,
  onClose,
}: {
  channel: ChannelProgress | undefined;
  workspaceUrl: string;
  onClose(): void;
}) {
  if (!channel) return null;
  const look = channelLook(channel.state);
  const owed = owedWords(channel.owed);
  return (
    <Drawer
      open
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      title={`#${channel.name}`}
      text={
        <>
          {formatCount(channel.messages, 'message')} in the memory
          {channel.is_private && ', of a private channel'}
        </>
      }
    >
      <div className="flex flex-col gap-5">
        <div className="flex flex-wrap items-center gap-3">
          <State tone={look.tone}>{look.word}</State>
          <span className="text-soft">
            {channel.every_ms === null
              ? 'kept fresh by events'
              : `looked at every ${durationWords(channel.every_ms)}`}
          </span>
          <Button asChild size="sm" className="ml-auto">
            <a
              href={new URL(`/archives/${channel.id}`, workspaceUrl).href}
              target="_blank"
              rel="noopener noreferrer"
            >
              Open in Slack <ExternalLink />
            </a>
          </Button>
        </div>
        {channel.reason && (
          <Notice tone={look.tone === 'bad' ? 'bad' : 'warn'}>{channel.reason}</Notice>
        )}
        <section>
          <h3 className="mb-1.5 flex justify-between font-semibold">
            Backfill
            <span className="font-normal text-soft">
              {formatShare(channel.progress)}
              {channel.eta_ms !== null && `, ${durationWords(channel.eta_ms)} left`}
            </span>
          </h3>
          <Progress
            value={channel.progress}
            label={`Backfill of #${channel.name}`}
            tone={channel.progress >= 1 ? 'ok' : 'accent'}
          />
          {owed && <p className="mt-1.5 text-sm text-soft">Still to do: {owed}</p>}
        </section>
        <section>
          <h3 className="mb-1.5 font-semibold">What is proved</h3>
          <dl className="divide-y divide-line rounded-md border border-line">
            {momentWords.map(({ key, name, means }) => (
              <div key={key} className="px-3 py-2">
                <dt className="flex justify-between gap-3 font-medium">
                  {name}
                  <RelativeTime at={channel.moments[key]} none="not yet" className="font-normal" />
                </dt>
                <dd className="text-sm text-soft">{means}</dd>
              </div>
            ))}
          </dl>
        </section>
        <section>
          <h3 className="mb-1.5 font-semibold">Exceptions</h3>
          {channel.exceptions.length === 0 ? (
            <p className="text-soft">None: nothing of this channel was given up.</p>
          ) : (
            <ul className="divide-y divide-line rounded-md border border-line">
              {channel.exceptions.map((one) => (
                <li key={one.id} className="px-3 py-2">
                  <p>{one.reason}</p>
                  <p className="text-sm text-soft">
                    {one.kind} · <code className="font-mono">{one.ts}</code>
                    {one.retry_at && (
                      <>
                        {' '}
                        · tried again <RelativeTime at={one.retry_at} />
                      </>
                    )}
                  </p>
                </li>
              ))}
            </ul>
          )}
        </section>
      </div>
    </Drawer>
  );
}
