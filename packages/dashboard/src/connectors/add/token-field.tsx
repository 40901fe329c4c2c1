import { LoaderCircle } from 'lucide-react';
import type { ReactNode } from 'react';
import { errorWords } from '../../api/error-words.ts';
import { Field } from '../../ui/field.tsx';
import { Notice } from '../../ui/notice.tsx';
import { ScopeList } from './scope-list.tsx';
import { SecretInput } from './secret-input.tsx';
import { botTokenProblem } from './token-kind.ts';
import type { CheckedToken } from './use-token-check.ts';

/** The bot token and, at once, whose it is and what it may. */
export function TokenField({
  label,
  token,
  onChange,
  check,
  error,
  hint,
}: {
  label: string;
  token: string;
  onChange(token: string): void;
  check: CheckedToken;
  /** what else stands against it */
  error?: string | undefined;
  hint?: ReactNode;
}) {
  const { result } = check;
  const problem =
    botTokenProblem(token) ?? (check.error ? errorWords(check.error).message : undefined) ?? error;
  return (
    <div className="flex flex-col gap-2.5">
      <Field label={label} hint={hint} error={problem}>
        <SecretInput value={token} onChange={onChange} placeholder="xoxb-…" />
      </Field>
      <div aria-live="polite">
        {check.isChecking && (
          <p className="flex items-center gap-2 text-soft">
            <LoaderCircle aria-hidden className="size-4 animate-spin motion-reduce:animate-none" />
            Asking Slack…
          </p>
        )}
        {result && (
          <Notice tone={result.ok ? (isWhole(result.scopes) ? 'ok' : 'warn') : 'bad'}>
            <p className="font-medium">
              {result.workspace.name}
              <span className="font-normal text-soft">
                {' '}
                · {result.workspace.domain} · as {result.bot.name}
              </span>
            </p>
            <p className="mb-2">{checkSentence(result.ok, isWhole(result.scopes))}</p>
            <ScopeList scopes={result.scopes} />
          </Notice>
        )}
      </div>
    </div>
  );
}

function isWhole(scopes: { granted: boolean; need: string }[]): boolean {
  return scopes.every(({ granted, need }) => granted || need === 'optional');
}

function checkSentence(ok: boolean, whole: boolean): string {
  if (!ok)
    return 'This token can read no channel yet. Add the missing scopes under OAuth & Permissions, install the app again, and paste the new token.';
  return whole
    ? 'This token has everything that reading needs.'
    : 'This token can read. Some things are left out until the missing scopes are added.';
}
