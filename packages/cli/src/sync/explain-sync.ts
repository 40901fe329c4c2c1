import { SyncRefused } from '@belay/connector/sync/options';
import { SlackError } from '@belay/slack/error';
import { CliError } from '../door/cli-error.ts';
import { exitCode } from '../door/exit-code.ts';
import { explain } from '../door/explain.ts';
import { LedgerTooNew } from '../ledger/sqlite-ledger.ts';
import { explainSlack } from './explain-slack.ts';

/** Like `explain`, and knows what a sync can meet beside the memory. */
export function explainSync(error: unknown): CliError {
  if (error instanceof SyncRefused) return explainRefusal(error);
  if (error instanceof SlackError) return explainSlack(error);
  if (error instanceof LedgerTooNew)
    return new CliError('LEDGER_TOO_NEW', error.message, { cause: error });
  return explain(error);
}

/** The run could not begin. What Slack or the memory said is the better sentence. */
function explainRefusal(error: SyncRefused): CliError {
  const known = error.cause instanceof Error ? explainSync(error.cause) : undefined;
  if (known && known.code !== 'UNEXPECTED') return known;
  const badInput = error.code === 'unknown_channel' || error.code === 'invalid_scope_template';
  return new CliError(error.code.toUpperCase(), error.message, {
    cause: error,
    exitCode: badInput ? exitCode.usage : exitCode.failed,
  });
}
