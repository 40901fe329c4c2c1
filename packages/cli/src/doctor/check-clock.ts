import { span } from '../progress/figures.ts';
import type { Finding } from './finding.ts';

const tolerableMs = 30_000;

/** Our clock against Slack's: windows, retention and token ends are reckoned by ours. */
export function checkClock(aheadMs: number | undefined): Finding {
  const check = 'clock';
  if (aheadMs === undefined)
    return { check, verdict: 'ok', message: 'Slack’s answers carry no time to compare with.' };
  const details = { ahead_ms: aheadMs };
  if (Math.abs(aheadMs) <= tolerableMs)
    return { check, verdict: 'ok', message: 'This machine’s clock agrees with Slack’s.', details };
  const side = aheadMs > 0 ? 'behind' : 'ahead of';
  return {
    check,
    verdict: 'warn',
    message: `This machine’s clock is ${span(Math.abs(aheadMs))} ${side} Slack’s: windows and token ends are reckoned by it.`,
    next: 'Set the clock, best by NTP.',
    details,
  };
}
