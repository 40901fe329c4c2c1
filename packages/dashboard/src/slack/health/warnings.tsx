import type { SlackWarning } from '@belay/contract/desk/slack';
import { Notice } from '../../ui/notice.tsx';

/** What works and may surprise: an event that comes twice, a channel that everyone reads. */
export function Warnings({ warnings }: { warnings: SlackWarning[] }) {
  if (warnings.length === 0) return null;
  return (
    <ul aria-label="Warnings" className="flex flex-col gap-2">
      {warnings.map(({ kind, sentence }) => (
        <li key={`${kind} ${sentence}`}>
          <Notice tone="warn">{sentence}</Notice>
        </li>
      ))}
    </ul>
  );
}
