import { z } from 'zod';
import type { DeclaredOption } from './declared-option.ts';

const yesOrNo = { schema: z.boolean(), takes: 'true or false', words: ['true', 'false'] } as const;

const names = z
  .union([z.array(z.string()), z.string().transform((text) => text.split(','))])
  .transform((list) => list.map((name) => name.trim()).filter((name) => name !== ''));

/** One of a few words. */
function oneOf<const W extends readonly [string, ...string[]]>(...words: W) {
  return { schema: z.enum(words), takes: words.join(', ').replace(/, (\w+)$/, ' or $1'), words };
}

/**
 * What to read of Slack and how: section `slack` of the YAML file, flags of `sync`, `watch` and
 * `import`. Keys are the names in YAML.
 */
export const slackOptions = {
  slack_bot_token: {
    variable: 'SLACK_BOT_TOKEN',
    schema: z.string(),
    takes: 'a token xoxb-…',
    fallback: 'none',
    meaning: 'the bot token to read with',
    secret: true,
  },
  api_url: {
    variable: 'SLACK_API_URL',
    schema: z.string(),
    takes: 'an http(s) address',
    fallback: 'Slack’s',
    meaning: 'any server that speaks the Slack Web API',
  },
  channels: {
    flag: '--channels <names>',
    variable: 'SLACK_CHANNELS',
    schema: names,
    takes: 'a list of channel names or ids',
    fallback: 'all public channels',
    meaning: '#names or ids, comma-separated',
  },
  scope_template: {
    flag: '--scope-template <template>',
    variable: 'CORTEXDB_SCOPE_TEMPLATE',
    schema: z.string(),
    takes: 'a template such as org:acme/channel:{channel}',
    fallback: '`org:<org>/source:slack/channel:{channel}`',
    meaning: 'where messages go',
  },
  include_bots: {
    flag: '--include-bots',
    ...yesOrNo,
    fallback: 'false',
    meaning: 'bot messages too',
  },
  since: {
    flag: '--since <time>',
    schema: z.string(),
    takes: 'a time such as 2026-03-15 or 2026-03-15T10:30:00Z',
    fallback: '30 days ago; `import`: everything',
    meaning: 'oldest moment of the first run',
  },
  backfill_days: {
    flag: '--backfill-days <n>',
    schema: z.number().positive(),
    takes: 'a number of days',
    fallback: '30',
    meaning: 'the same in days',
  },
  all: {
    flag: '--all',
    ...yesOrNo,
    fallback: 'false',
    meaning: 'everything that Slack still has',
  },
  ingest_files: {
    flag: '--no-files',
    ...yesOrNo,
    fallback: 'true',
    meaning: 'the bytes of files too',
    flagMeaning: 'leave the bytes of files alone',
  },
  deletes: {
    flag: '--deletes <forget|keep>',
    ...oneOf('forget', 'keep'),
    fallback: 'forget',
    meaning: 'what a deletion in Slack does to the memory',
  },
  edits: {
    flag: '--edits <version|replace>',
    ...oneOf('version', 'replace'),
    fallback: 'version',
    meaning: 'an edit adds a version, or replaces what was there',
  },
  retention: {
    flag: '--retention <days|off>',
    schema: z.union([z.number().positive(), z.literal('off')]),
    takes: 'a number of days, or off',
    words: ['off'],
    fallback: 'off',
    meaning: 'forget messages that are older than this many days; off keeps them',
  },
  redact: {
    flag: '--no-redact',
    ...yesOrNo,
    fallback: 'true',
    meaning: 'cut tokens, keys and card numbers out of texts',
    flagMeaning: 'leave tokens, keys and card numbers in texts',
  },
  redact_emails: {
    flag: '--redact-emails',
    ...yesOrNo,
    fallback: 'false',
    meaning: 'cut e-mail addresses out too',
  },
  redact_phones: {
    flag: '--redact-phones',
    ...yesOrNo,
    fallback: 'false',
    meaning: 'cut phone numbers out too',
  },
  audit: {
    flag: '--audit <quick|history|full>',
    shorthand: { flag: '--full', meaning: 'same as --audit full' },
    ...oneOf('quick', 'history', 'full'),
    fallback: 'history',
    meaning: 'what is read again: newest pages, all pages, or all pages and threads',
  },
  accept_duplicates: {
    flag: '--accept-duplicates',
    ...yesOrNo,
    fallback: 'false',
    meaning: 'start over although the ledger is lost and the memory can’t list what it has',
  },
  patience: {
    flag: '--patience <seconds>',
    schema: z.number().nonnegative(),
    takes: 'a number of seconds',
    fallback: '600',
    meaning: 'how long to wait for a memory that is down or full',
  },
  rate: {
    flag: '--slack-rate <documented|unlimited>',
    variable: 'SLACK_RATE',
    ...oneOf('documented', 'unlimited'),
    fallback: 'documented',
    meaning: 'unlimited only for servers without limits',
  },
} as const satisfies Record<string, DeclaredOption>;
