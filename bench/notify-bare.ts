import pg from 'pg';

/**
 * The baseline of `bench notify`: hears a word of PostgreSQL's and posts it to Slack, in one process
 * that does nothing else. No row is read or written, nothing is drawn, claimed or remembered.
 */
const client = new pg.Client({ connectionString: process.env.DATABASE_URL });
await client.connect();
const url = `${process.env.SLACK_API_URL}chat.postMessage`;
client.on('notification', ({ payload = '' }) => {
  const body = new URLSearchParams({ channel: payload, text: 'bare' });
  void fetch(url, { method: 'POST', body }).then((answer) => answer.text());
});
await client.query('listen bare_notify');
process.send?.('ready');
