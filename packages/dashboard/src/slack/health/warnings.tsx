import type { SlackWarning } from '@belay/contract/desk/slack';
import type { SlackProblem } from '@belay/contract/desk/slack-delivery';
import { Notice } from '../../ui/notice.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { useSlackEditor } from '../form/slack-editor.tsx';
import { FixButton } from './fix-button.tsx';

/** What works and may surprise: an event that comes twice, a channel that everyone reads. */
export function Warnings({
  warnings,
  quiet,
}: {
  warnings: SlackWarning[];
  /** what happened and was not told, because somebody chose so */
  quiet: SlackProblem[];
}) {
  const { mayManage } = useSlackEditor();
  if (warnings.length + quiet.length === 0) return null;
  return (
    <ul aria-label="Warnings" className="flex flex-col gap-2">
      {warnings.map(({ kind, sentence }) => (
        <li key={`${kind} ${sentence}`}>
          <Notice tone="warn">{sentence}</Notice>
        </li>
      ))}
      {quiet.map((one) => (
        <li key={one.what}>
          <Notice
            action={mayManage && one.fix && <FixButton fix={one.fix} channel={one.channel} />}
          >
            {one.what} {one.remedy}{' '}
            <span className="text-soft">
              Since <RelativeTime at={one.since} />.
            </span>
          </Notice>
        </li>
      ))}
    </ul>
  );
}
