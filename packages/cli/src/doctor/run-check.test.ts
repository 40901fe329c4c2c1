import { SlackError } from '@belay/slack/error';
import { expect, test } from 'vitest';
import { CliError } from '../door/cli-error.ts';
import { exitCode } from '../door/exit-code.ts';
import { runCheck } from './run-check.ts';

const never = new AbortController().signal;

test('[CLI-2] whatever a check meets becomes a finding with its next step', async () => {
  const signIn = new CliError('NOT_SIGNED_IN', 'Not signed in.', {
    next: 'Run `cortexdb init`.',
    exitCode: exitCode.signIn,
  });
  const fails = (error: unknown) => runCheck('x', () => Promise.reject(error), never);
  expect(await fails(signIn)).toEqual([
    {
      check: 'x',
      verdict: 'fail',
      message: 'Not signed in.',
      next: 'Run `cortexdb init`.',
      isSignIn: true,
      details: { code: 'NOT_SIGNED_IN' },
    },
  ]);
  expect(await fails(new SlackError('token_revoked', 'gone'))).toMatchObject([
    { message: 'This Slack token was revoked.', isSignIn: true },
  ]);
  expect(await fails(new TypeError('a bug'))).toMatchObject([
    { verdict: 'fail', message: 'a bug' },
  ]);
});

test('[CLI-2] a check that never answers is given up, Ctrl-C ends all', async () => {
  const silent = () => new Promise<never>(() => {});
  expect(await runCheck('x', silent, never, 0)).toMatchObject([
    { verdict: 'fail', message: expect.stringContaining('no answer within') },
  ]);
  const stopped = AbortSignal.abort(new Error('stopped'));
  await expect(runCheck('x', silent, stopped)).rejects.toThrow('stopped');
});
