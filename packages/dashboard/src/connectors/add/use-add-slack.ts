import type { SlackInstallationView } from '@belay/contract/desk/slack-app';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { ApiError } from '../../api/api-error.ts';
import { useTenant } from '../../session/use-session.ts';
import { connectorKeys } from '../data/connector-queries.ts';
import { createConnector } from '../data/connector-verbs.ts';
import { type SettingsForm, settingsOf } from '../settings/settings-form.ts';
import { fieldOf, type Problems } from '../settings/settings-problems.ts';
import { addProblems, type Secrets, stepStates, type TokenState } from './add-problems.ts';
import { type Draft, dropDraft, keepDraft, openDraft } from './draft.ts';
import { botTokenProblem } from './token-kind.ts';
import { type CheckedToken, useTokenCheck } from './use-token-check.ts';
import { useWorkspaceCheck } from './use-workspace-check.ts';

/** The state of the page: the draft that outlives a reload, the secrets that don't, what is open. */
export function useAddSlack() {
  const tenant = useTenant();
  const client = useQueryClient();
  const navigate = useNavigate();
  const [draft, setDraft] = useState(() => openDraft(sessionStorage, tenant.id, tenant.root_scope));
  const [secrets, setSecrets] = useState<Secrets>({ token: '', signingSecret: '', appToken: '' });
  const [tried, setTried] = useState(false);
  const [pending, setPending] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const [workspace, setWorkspace] = useState<SlackInstallationView | null>(null);
  const pasted = useTokenCheck(secrets.token);
  const known = useWorkspaceCheck(workspace?.id ?? null);
  const check = workspace ? known : pasted;
  useEffect(() => keepDraft(sessionStorage, tenant.id, draft), [tenant.id, draft]);

  const token = workspace ? checkState(check) : tokenState(secrets.token, check);
  const hears = workspace && { hears: workspace.delivery !== 'none' };
  const open = addProblems(draft, secrets, token, hears);
  const field = error instanceof ApiError ? fieldOf(error.details) : undefined;

  const change = (next: Partial<Draft>) => {
    setError(null);
    setDraft((before) => ({ ...before, ...next }));
  };
  const start = async () => {
    setTried(true);
    setError(null);
    const [first] = Object.keys(open);
    if (first !== undefined) {
      show(first);
      return;
    }
    setPending(true);
    try {
      const made = await createConnector({
        kind: 'slack',
        ...(workspace
          ? { installation_id: workspace.id }
          : { token: secrets.token.trim(), ...realtimeSecrets(draft, secrets) }),
        ...(draft.name.trim() ? { name: draft.name.trim() } : {}),
        settings: settingsOf(draft.settings),
      });
      dropDraft(sessionStorage, tenant.id);
      client.setQueryData(connectorKeys.one(made.id), made);
      void client.invalidateQueries({ queryKey: connectorKeys.list });
      await navigate({ to: '/connectors/$id', params: { id: made.id } });
    } catch (thrown) {
      setError(thrown);
      setPending(false);
      const refused = thrown instanceof ApiError ? fieldOf(thrown.details) : undefined;
      if (refused) show(refused);
    }
  };
  return {
    draft,
    secrets,
    /** in place of a token */
    workspace,
    check,
    pending,
    steps: stepStates(open, token),
    problems: shownProblems(open, tried, draft.settings, field, error),
    /** a refusal that belongs to no field */
    error: field === undefined ? error : null,
    change,
    changeSettings(next: Partial<SettingsForm>) {
      setError(null);
      setDraft((before) => ({ ...before, settings: { ...before.settings, ...next } }));
    },
    changeWorkspace(next: SlackInstallationView | null) {
      setError(null);
      setWorkspace(next);
    },
    changeSecrets(next: Partial<Secrets>) {
      setError(null);
      setSecrets((before) => ({ ...before, ...next }));
    },
    start,
  };
}

function tokenState(text: string, check: CheckedToken): TokenState {
  return text.trim() === '' || botTokenProblem(text) ? 'none' : checkState(check);
}

function checkState(check: CheckedToken): TokenState {
  if (check.isChecking) return 'checking';
  if (check.error) return 'refused';
  return check.result ? (check.result.ok ? 'good' : 'weak') : 'none';
}

/** Emptiness is no error before somebody pressed Start; a wrong number is one as it is typed. */
function shownProblems(
  open: Problems,
  tried: boolean,
  settings: SettingsForm,
  field: keyof Problems | undefined,
  error: unknown,
): Problems {
  const atOnce: (keyof Problems)[] = [
    ...(settings.pollSeconds ? (['poll_seconds'] as const) : []),
    ...(settings.backfillDays ? (['backfill_days'] as const) : []),
    ...(settings.retentionDays ? (['retention_days'] as const) : []),
  ];
  const shown = Object.fromEntries(
    Object.entries(open).filter(([name]) => tried || atOnce.some((one) => one === name)),
  );
  return field && error instanceof ApiError ? { ...shown, [field]: error.message } : shown;
}

function realtimeSecrets(draft: Draft, secrets: Secrets) {
  if (draft.settings.mode !== 'realtime') return {};
  return draft.transport === 'http'
    ? { signing_secret: secrets.signingSecret.trim() }
    : { app_token: secrets.appToken.trim() };
}

/** Brings the field of a problem into sight and the keyboard to it. */
function show(field: string): void {
  requestAnimationFrame(() => {
    const place = document.querySelector(`[data-field="${field}"]`);
    place?.scrollIntoView({ block: 'center', behavior: 'smooth' });
    place?.querySelector<HTMLElement>('input, select, button')?.focus({ preventScroll: true });
  });
}
