import { LogLevel, WebClient } from '@slack/web-api';
import { afterAll, beforeEach } from 'vitest';
import { VirtualClock } from '../clock/virtual-clock.ts';
import { type SandboxOptions, startSandbox, type TokenWish } from '../start-sandbox.ts';

/** A sandbox on a virtual clock for one test file, reset before each test, with the real client. */
export async function sandboxFixture(
  options: Omit<SandboxOptions, 'clock'> = {},
  clock = new VirtualClock(Date.UTC(2026, 10, 2, 9)),
) {
  const sandbox = await startSandbox({ clock, ...options });
  afterAll(() => sandbox.close());
  beforeEach(() => sandbox.reset());
  const client = (wish?: TokenWish) =>
    new WebClient(wish ? sandbox.token(wish) : sandbox.botToken, {
      slackApiUrl: sandbox.apiUrl,
      retryConfig: { retries: 0 },
      rejectRateLimitedCalls: true,
      logLevel: LogLevel.ERROR,
    });
  return {
    ...sandbox,
    sandbox,
    clock,
    client,
    /** a person, and a channel with them and the bot in it */
    room(name = 'rope') {
      const mara = sandbox.world.addUser({ name: 'mara', email: 'mara@ropes.example' });
      const members = [mara.id, sandbox.app.botUserId];
      return { mara, channel: sandbox.world.addChannel({ name, members }) };
    },
  };
}
