import { type ChannelStory, say } from '../story.ts';

export const engineering: ChannelStory = {
  name: 'engineering',
  topic: 'Plumb: API, apps, infrastructure',
  purpose: 'How we build Plumb, the inspection app',
  members: ['mara', 'jonas', 'ines', 'tobi', 'nell', 'bea', 'yuki', 'gus', 'deploy'],
  said: [
    say(
      '41d 09:15',
      'mara',
      'We have to decide about the payments database this week. Options: stay on one PostgreSQL, or CockroachDB as <@gus> proposed. Please write down what you would miss.',
      {
        replies: [
          say('+12m', 'gus', 'For CockroachDB: survives a region, no failover drills.'),
          say(
            '+25m',
            'jonas',
            'Against: our p99 for a charge went from 18 ms to 61 ms in the trial, and 7 of 52 queries needed rewriting. We take 40 payments a minute on the busiest day.',
          ),
          say(
            '+8m',
            'tobi',
            'Failover drill took 94 s last month, and payments retry for 10 min. I can live with that.',
          ),
          say(
            '+1h',
            'mara',
            '*Decision:* payments stay on PostgreSQL 17, one primary, two replicas, a drill every month. We look again at 1,000 payments a minute or when a customer needs two regions in writing.',
            { reactions: { '+1': ['jonas', 'tobi', 'nell'], ballot_box_with_check: ['gus'] } },
          ),
        ],
      },
    ),
    say(
      '40d 14:30',
      'ines',
      'How do I get a staging tenant with real-looking gear in it? The seed script gives me two ropes.',
      {
        replies: [
          say(
            '+6m',
            'jonas',
            `\`\`\`
plumb staging create --gear 400 --crews 12 --photos
\`\`\`
Takes about 3 minutes, the address is printed at the end. Tenants die after 14 days.`,
            {
              reactions: { raised_hands: ['ines', 'bea'] },
            },
          ),
          say('+2m', 'ines', 'That should be in the README.'),
          say('+40m', 'jonas', 'Now it is.'),
        ],
      },
    ),
    say(
      '36d 10:05',
      'tobi',
      'Failover drill today 12:00. Payments may retry for about a minute and a half, nothing else should notice.',
      {
        replies: [
          say('+2h', 'tobi', 'Done: 71 s, 12 retries, 0 failed payments. Best one so far.', {
            reactions: { clap: ['mara', 'jonas', 'olu'] },
          }),
        ],
      },
    ),
    say(
      '33d 11:48',
      'yuki',
      'The load cell in the lab speaks Modbus only. Has anybody connected one to Plumb before?',
      {
        replies: [
          say(
            '+30m',
            'tobi',
            'A Raspberry Pi with the bridge from the workshop wiki. Baud 19200, register 40012 is the force in daN.',
          ),
          say(
            '+3h',
            'yuki',
            'Works. 40012 is in *N/10*, not daN, I checked with the 100 kg weight.',
            {
              reactions: { pencil: ['tobi'] },
            },
          ),
        ],
      },
    ),
    say(
      '30d 15:22',
      'jonas',
      `API limits, since support asked twice this week. Per tenant:
• 120 requests per minute, bursts of 30
• exports: 2 at a time, 250,000 rows each
• photos: 12 MB, JPEG or HEIC, 20 per inspection
A 429 carries \`Retry-After\` in seconds. <https://docs.plumb.example/limits|The page> says the same now.`,
      {
        reactions: { bookmark: ['petra', 'dov', 'lucia'] },
        replies: [
          say('+14m', 'nell', 'Can Crew plans have more?'),
          say('+5m', 'jonas', 'Fleet plans: 600 per minute. Everything else is the same.'),
        ],
      },
    ),
    say(
      '28d 09:40',
      'ines',
      'Offline mode: two phones edit the same harness while both are in a wind tower without signal. Who wins?',
      {
        replies: [
          say(
            '+10m',
            'nell',
            'For a defect, the worse verdict must win. Always. Nobody climbs on the newer opinion.',
          ),
          say(
            '+7m',
            'jonas',
            'So not last-write-wins. A verdict lattice: ok < monitor < quarantine < retire, merge takes the maximum.',
          ),
          say(
            '+5m',
            'mara',
            '*Decision:* merge by severity, keep both notes and both names, and show that there were two. Lowering a verdict needs a signed inspection.',
            {
              reactions: { '100': ['hamish', 'sunniva'], '+1': ['ines', 'nell', 'jonas'] },
            },
          ),
        ],
      },
    ),
    say(
      '24d 13:17',
      'bea',
      'The contrast of the amber badge is 2.9:1 on white. New amber `#8a5a00` gives 5.6:1, and the icon stays. Any objections?',
      {
        reactions: { '+1': ['nell', 'ines', 'petra'] },
        replies: [say('+20m', 'yuki', 'In sunlight on a roof the old one was invisible. Please.')],
      },
    ),
    say(
      '22d 16:02',
      'jonas',
      'Flaky test of the month: `exports › keeps the order of columns`. It compares a Set. Fixed in 4.16.',
      {
        reactions: { sweat_smile: ['ines'] },
      },
    ),
    say(
      '20d 08:55',
      'gus',
      'My last day is Friday. My open branches: `scim-groups` (ready), `graph-cache` (drop it). The accounts that only I had are in the vault under `gus/`.',
      {
        reactions: { heart: ['mara', 'jonas', 'ines', 'tobi', 'wren'], wave: ['bea', 'nell'] },
        replies: [
          say('+9m', 'mara', 'Thank you for four good years. Cake at 15:00.'),
          say('+1h', 'tobi', 'I take the vault entries and the on-call swap.'),
        ],
      },
    ),
    say(
      '17d 10:31',
      'mara',
      'SSO: we support SAML and OIDC on Fleet plans. Group sync (SCIM) is in beta since 4.16. If a customer asks for their provider by name: anything that speaks SAML 2.0 works, we test with three.',
      {
        reactions: { bookmark: ['lucia', 'kasimir', 'dov'] },
      },
    ),
    say(
      '14d 14:12',
      'tobi',
      'Backups: restore test of the main database took 42 min for 610 GB into an empty machine. Checksums match. Next one in a quarter.',
      {
        reactions: { '+1': ['mara', 'olu'] },
      },
    ),
    say(
      '11d 09:26',
      'jonas',
      `Small thing that saved my morning:
1. \`plumb trace <request-id>\`
2. add \`--sql\` to see every statement with its time
3. add \`--replay staging\` to run it again there
> Never with \`--replay production\`. It refuses, but still.`,
      {
        reactions: { bulb: ['ines', 'tobi', 'yuki'] },
      },
    ),
    say(
      '7d 11:03',
      'ines',
      "Android 16 kills our background upload after 6 minutes. I moved photos to the system's own transfer service: survives, and the battery use is down from 4 % to 1 % per shift.",
      {
        reactions: { battery: ['hamish', 'tobi'], '+1': ['mara'] },
        replies: [say('+12m', 'hamish', 'My crew will notice. Thank you.')],
      },
    ),
    say(
      '3d 15:45',
      'jonas',
      'Webhooks v2 are behind a flag: signed with HMAC-SHA256 (`X-Plumb-Signature`), retried after 1, 5 and 30 min, then 24 h of every hour. After that the endpoint is switched off and the owner gets an e-mail.',
      {
        replies: [
          say('+8m', 'nell', 'Who gets v2?'),
          say('+3m', 'jonas', 'Nobody yet. Tell me two friendly tenants.'),
          say('+25m', 'lucia', 'Skerry Wind and Halden Towers both asked for exactly this.'),
        ],
      },
    ),
    say(
      '1d 10:20',
      'mara',
      'Freeze for 4.19 is Thursday 16:00. What is not merged by then goes into 4.20, no exceptions for small things.',
      {
        reactions: { snowflake: ['jonas', 'ines', 'tobi', 'bea'] },
      },
    ),
    say(
      '64m',
      'tobi',
      'Postgres minor update on staging looks clean after 20 hours. Production tomorrow 06:00, one replica at a time, no downtime expected.',
      {
        reactions: { '+1': ['mara'] },
      },
    ),
  ],
};
