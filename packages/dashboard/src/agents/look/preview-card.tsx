import { useQuery } from '@tanstack/react-query';
import { MessageCircle } from 'lucide-react';
import { useSettled } from '../../connectors/data/use-settled.ts';
import { Card } from '../../ui/card.tsx';
import { cn } from '../../ui/cn.ts';
import { Notice } from '../../ui/notice.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { useAgentEditor } from '../form/agent-editor.tsx';
import { textOn } from './contrast.ts';
import { WidgetFrame } from './widget-frame.tsx';

/** The widget itself, as it would stand on a page, with what is not saved yet. */
export function PreviewCard() {
  const { agent, settings, changed } = useAgentEditor();
  const { accent, side, theme } = settings.look;
  const shownAccent = useSettled(accent, 300);
  const there = useQuery({
    queryKey: ['widget-frame', agent.id],
    queryFn: async ({ signal }) => (await fetch(frameOf(agent.id), { signal })).ok,
    staleTime: 60_000,
  });
  const isLeft = side === 'left';
  return (
    <Card
      title="Preview"
      text={
        agent.serves
          ? 'The real widget: what you write there is a real conversation.'
          : 'The real widget. It answers visitors when the agent is public and not paused.'
      }
      className="xl:sticky xl:top-5"
    >
      <div
        className={cn(
          'flex flex-col gap-3 rounded-md bg-sunken p-3',
          isLeft ? 'items-start' : 'items-end',
        )}
      >
        {there.data ? (
          <WidgetFrame
            // another look, or saved words: it begins anew
            key={[shownAccent, theme, agent.updated_at].join()}
            src={frameOf(agent.id)}
            title={`Preview of ${agent.name}`}
            accent={shownAccent}
            theme={theme}
          />
        ) : there.isPending ? (
          <Skeleton className="h-96 w-full max-w-88" />
        ) : (
          <Notice className="w-full">
            The widget is not there to be shown: it may not be built yet. Its button looks like
            this.
          </Notice>
        )}
        <span
          aria-hidden
          className="flex size-13 items-center justify-center rounded-full shadow-float"
          style={{ background: accent, color: textOn(accent) }}
        >
          <MessageCircle className="size-6" />
        </span>
      </div>
      <p className="mt-2 text-sm text-soft" role="status">
        {changed.includes('look')
          ? 'Shown with the changes that are not saved.'
          : 'As visitors see it.'}{' '}
        {theme === 'auto' && 'Light or dark follows the visitor’s system.'}
      </p>
    </Card>
  );
}

function frameOf(agent: string): string {
  return `/widget/frame/${encodeURIComponent(agent)}`;
}
