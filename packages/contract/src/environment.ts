/** One environment variable: its meaning for the table in docs/configuration.md. */
export interface Variable {
  name: string;
  /** what holds when it is not set, in words */
  fallback: string;
  meaning: string;
  secret?: true;
}

/** Every variable that Belay reads, server and commands: the one place that declares them. */
export const variables = [
  { name: 'PORT', fallback: '`3141`', meaning: 'the port that the server listens on' },
  {
    name: 'BELAY_HOST',
    fallback: '`127.0.0.1`',
    meaning: 'the address that the server listens on',
  },
  {
    name: 'BELAY_URL',
    fallback: '`http://localhost:<PORT>`',
    meaning: 'the public base URL, as browsers and Slack see it',
  },
  {
    name: 'BELAY_DATA_DIR',
    fallback: "`belay` in the user's data folder",
    meaning: 'embedded database, keys and blobs',
  },
  {
    name: 'DATABASE_URL',
    fallback: 'an embedded PostgreSQL 18',
    meaning: 'a PostgreSQL 15 or newer to use instead',
    secret: true,
  },
  {
    name: 'BELAY_SECRET_KEY',
    fallback: 'a key file in the data folder',
    meaning: 'encrypts secrets at rest: 32 bytes as 64 hex digits or base64',
    secret: true,
  },
  { name: 'BELAY_DEMO', fallback: '`1`', meaning: '`0` starts without sandbox and demo world' },
  {
    name: 'SANDBOX_PORT',
    fallback: '`3142`',
    meaning: 'the port of the sandbox workspace that the demo starts',
  },
  {
    name: 'SITE_PORT',
    fallback: '`3143`',
    meaning: "the port of the invented company's website that the demo starts",
  },
  {
    name: 'BELAY_SIGNUP',
    fallback: '`loopback`',
    meaning: '`open` lets other machines sign up for a memory, `off` nobody',
  },
  { name: 'BELAY_SIGNUP_TTL', fallback: '`365`', meaning: 'days that a signed-up token lives' },
  {
    name: 'BELAY_BLOB_QUOTA',
    fallback: '`10240`',
    meaning: 'MiB of blobs that one tenant may hold; `0`: no limit',
  },
  {
    name: 'BELAY_RATE_LIMIT',
    fallback: '`0`, no limit',
    meaning: 'requests per minute and actor; more answer 429',
  },
  {
    name: 'BELAY_PROXIES',
    fallback: '`0`',
    meaning:
      'reverse proxies in front of the server; the address that the outermost one saw is taken from `X-Forwarded-For`',
  },
  {
    name: 'BELAY_SMTP_URL',
    fallback: 'none: no e-mail is sent',
    meaning:
      'the mail server for e-mail to visitors who have left: `smtp://user:password@host:587`, or `smtps://` for TLS from the first byte',
    secret: true,
  },
  {
    name: 'BELAY_MAIL_FROM',
    fallback: 'none',
    meaning: 'the sender of e-mails, `support@example.com` or `Example <support@example.com>`',
  },
  {
    name: 'BELAY_LOCAL_TARGETS',
    fallback: '`0`',
    meaning:
      '`1` lets actions, webhooks, sites and model endpoints of admins reach this machine and private networks; a list of origins such as `http://127.0.0.1:3142` only these',
  },
  { name: 'BELAY_LOG', fallback: '`info`', meaning: 'log level: `debug`, `info`, `warn`, `error`' },
  {
    name: 'BELAY_MODEL_URL',
    fallback: 'none: agents quote what they find',
    meaning:
      'an endpoint that speaks OpenAI’s chat completions, for organisations without their own',
  },
  {
    name: 'BELAY_MODEL_KEY',
    fallback: 'none',
    meaning: 'the key of that endpoint',
    secret: true,
  },
  { name: 'BELAY_MODEL', fallback: 'none', meaning: 'the name of the model there' },
  {
    name: 'SLACK_API_URL',
    fallback: "Slack's",
    meaning: 'any server that speaks the Slack Web API, such as the sandbox',
  },
  {
    name: 'SLACK_BOT_TOKEN',
    fallback: 'none',
    meaning: 'the bot token (`xoxb-…`) to sync with',
    secret: true,
  },
  {
    name: 'SLACK_CLIENT_ID',
    fallback: 'none: organisations give their own, or paste tokens',
    meaning: 'the Slack app that all organisations here add to their workspaces: its Client ID',
  },
  {
    name: 'SLACK_CLIENT_SECRET',
    fallback: 'none',
    meaning: 'the Client Secret of that app',
    secret: true,
  },
  {
    name: 'SLACK_SIGNING_SECRET',
    fallback: 'none',
    meaning: 'the Signing Secret of that app: proves what Slack sends over HTTP',
    secret: true,
  },
  {
    name: 'SLACK_APP_TOKEN',
    fallback: 'none',
    meaning:
      'an app-level token (`xapp-…`, scope `connections:write`) of that app: Slack is heard over Socket Mode',
    secret: true,
  },
  { name: 'SLACK_CHANNELS', fallback: 'all public', meaning: 'channels to sync, comma-separated' },
  {
    name: 'SLACK_RATE',
    fallback: '`documented`',
    meaning: '`unlimited` sends requests as fast as a sandbox answers',
  },
  {
    name: 'CORTEXDB_URL',
    fallback: '`http://localhost:3141`',
    meaning: 'the memory that the commands talk to',
  },
  { name: 'CORTEXDB_HOME', fallback: '`~/.cortexdb`', meaning: "the commands' own folder" },
  {
    name: 'CORTEXDB_API_KEY',
    fallback: 'the state file',
    meaning: 'token for the memory',
    secret: true,
  },
  {
    name: 'CORTEXDB_ACTOR',
    fallback: 'the state file',
    meaning: 'actor that the token belongs to',
  },
  { name: 'CORTEXDB_SCOPE', fallback: 'the state file', meaning: 'scope to work in' },
  {
    name: 'CORTEXDB_SCOPE_TEMPLATE',
    fallback: '`org:<org>/source:slack/channel:{channel}`',
    meaning: 'where messages go',
  },
  {
    name: 'HTTPS_PROXY',
    fallback: 'none',
    meaning:
      'the proxy that the commands go through; not to this machine, nor to the hosts in `NO_PROXY`',
  },
] as const satisfies Variable[];

export type VariableName = (typeof variables)[number]['name'];
