import { App, HTTPReceiver, LogLevel } from '@slack/bolt';

/** The baseline of `bench events`: Bolt's own HTTP receiver, with a listener that does nothing. */
const receiver = new HTTPReceiver({
  signingSecret: process.env.SLACK_SIGNING_SECRET ?? '',
  logLevel: LogLevel.ERROR,
});
const app = new App({
  receiver,
  authorize: async () => ({ botToken: 'xoxb-bench', botUserId: 'U0000000BOT' }),
  logLevel: LogLevel.ERROR,
});
app.event('message', async () => {});
const server = await app.start({ port: 0, host: '127.0.0.1' });
const address = server.address();
if (typeof address === 'object' && address) process.send?.(`http://127.0.0.1:${address.port}`);
