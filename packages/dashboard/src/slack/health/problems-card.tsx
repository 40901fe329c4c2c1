import type { SlackProblem } from '@belay/contract/desk/slack-delivery';
import { CircleAlert } from 'lucide-react';
import { formatCount } from '../../ui/format-number.ts';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { useSlackEditor } from '../form/slack-editor.tsx';
import { FixButton } from './fix-button.tsx';

/** What is wrong, since when, and the one button or sentence that mends it. */
export function ProblemsCard({ problems }: { problems: SlackProblem[] }) {
  const { mayManage } = useSlackEditor();
  if (problems.length === 0) return null;
  return (
    <section
      aria-label="Problems"
      className="overflow-clip rounded-lg border border-bad bg-surface shadow-card"
    >
      <ul>
        {problems.map((problem) => (
          <li
            key={`${problem.trouble} ${problem.channel?.id ?? ''}`}
            className="flex flex-wrap items-start gap-x-3 gap-y-2 border-b border-line px-4 py-3 last:border-0"
          >
            <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0 text-bad" />
            <div className="min-w-0 flex-1 basis-64">
              <p className="font-medium">{problem.what}</p>
              <p>{problem.remedy}</p>
              <p className="text-sm text-soft">
                Since <RelativeTime at={problem.since} />
                {problem.parked > 0 && ` · ${formatCount(problem.parked, 'message')} parked`}
                {problem.slack_error && (
                  <>
                    {' · '}
                    <code className="font-mono">{problem.slack_error}</code>
                  </>
                )}
              </p>
            </div>
            {mayManage && problem.fix && <FixButton fix={problem.fix} channel={problem.channel} />}
          </li>
        ))}
      </ul>
    </section>
  );
}
