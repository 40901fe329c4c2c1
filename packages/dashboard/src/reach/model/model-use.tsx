import type { ModelView } from '@belay/contract/desk/model';
import { formatNumber, formatShare } from '../../ui/format-number.ts';
import { Progress } from '../../ui/progress.tsx';

/** The tokens of today, and how much of the cap they are. */
export function ModelUse({ model }: { model: ModelView }) {
  if (!model.configured) return null;
  const { used_today, daily_tokens } = model;
  if (daily_tokens === null)
    return <p>{formatNumber(used_today)} tokens used today, without a cap.</p>;
  const share = used_today / daily_tokens;
  return (
    <div className="flex flex-col gap-1.5">
      <p>
        {formatNumber(used_today)} of {formatNumber(daily_tokens)} tokens used today (
        {formatShare(share)}).
        {share >= 1 && ' The built-in answerer speaks until tomorrow.'}
      </p>
      <Progress
        value={share}
        tone={share >= 1 ? 'bad' : share > 0.8 ? 'warn' : 'accent'}
        label="Tokens used today"
      />
    </div>
  );
}
