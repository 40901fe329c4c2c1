import { type ChannelStory, say } from '../story.ts';

export const incidents: ChannelStory = {
  name: 'incidents',
  topic: 'One thread per incident. Numbers, not adjectives.',
  purpose: 'What is broken right now, and what we learned',
  said: [
    say(
      '38d 07:41',
      'watch',
      ':rotating_light: `inspection-api` p95 4.8 s (limit 0.8 s) for 5 min · region eu-north',
      {
        replies: [
          say('+3m', 'tobi', 'Mine. The inspection queue is at 11,400 and climbing.'),
          say(
            '+6m',
            'jonas',
            'The nightly photo re-index landed on the primary instead of the replica. It holds locks on `inspections` for 20-30 s at a time.',
          ),
          say('+4m', 'tobi', 'Stopped the re-index. Queue falling: 9,100 … 6,300.'),
          say('+11m', 'tobi', 'Back to p95 0.31 s at 08:05. Queue empty at 08:19.'),
          say(
            '+2h',
            'mara',
            `*Summary INC-31* (24 min, slow saves for about 340 crews, no data lost)
• Cause: \`REINDEX_URL\` pointed at the primary since last week's failover drill
• Fix: the job now refuses to start on a primary
• Follow-up: <@jonas> adds the check to the drill list, <@tobi> writes the runbook`,
            { reactions: { white_check_mark: ['tobi', 'jonas', 'nell'] } },
          ),
          say('+1h', 'tobi', 'Runbook is here. Corrections welcome.', {
            file: 'runbook',
            reactions: { pray: ['petra', 'dov'], '+1': ['mara'] },
          }),
        ],
      },
    ),
    say(
      '27d 13:02',
      'dov',
      'Three customers say the PDF certificate shows the *previous* inspector. Screenshots in Frontdesk 2291, 2292, 2295.',
      {
        replies: [
          say(
            '+2m',
            'mara',
            'That is a wrong document with a signature on it. Treating it as sev 1.',
          ),
          say(
            '+9m',
            'ines',
            'Reproduced: sign in, sign out, sign in as another inspector within 60 s. The certificate cache is keyed by device, not by person.',
            { reactions: { eyes: ['mara', 'jonas', 'nell'] } },
          ),
          say('+5m', 'jonas', 'Cache is off on the server. Slower by about 200 ms, but right.'),
          say(
            '+38m',
            'jonas',
            '41 certificates were affected, all from the last 3 days. List is with <@petra>.',
          ),
          say(
            '+20m',
            'petra',
            'Writing to all 41 now: what happened, the corrected PDF, nothing to do on their side.',
          ),
          say(
            '+3h',
            'mara',
            `*Summary INC-32* (4 h 17 min, 41 wrong certificates, all replaced)
• Cause: cache key without the person
• Fix: key is \`tenant:inspector:inspection:version\`; test added that signs in twice on one device
• Decision: anything with a signature is never cached across sessions`,
            { broadcast: true, reactions: { white_check_mark: ['ines', 'jonas'], '+1': ['wren'] } },
          ),
        ],
      },
    ),
    say('19d 05:58', 'watch', ':rotating_light: `payments-db` disk 91 % · grows 1.1 % per hour', {
      replies: [
        say(
          '+7m',
          'tobi',
          'Eight hours until it is full. It is the write-ahead log: a replication slot named `gus_test` has not moved for 16 days.',
        ),
        say('+4m', 'jonas', 'Left from the CockroachDB trial. Nobody reads it.'),
        say(
          '+1m',
          'tobi',
          `Dropped it:
\`\`\`
select pg_drop_replication_slot('gus_test');
\`\`\`
Disk 91 % → 34 %.`,
          { reactions: { tada: ['jonas', 'mara'] } },
        ),
        say(
          '+1h',
          'tobi',
          'Alert added: any slot that is inactive for more than 6 h pages us, with its name.',
        ),
      ],
    }),
    say(
      '9d 16:20',
      'petra',
      'Push reminders for inspections due tomorrow did not go out today. 0 sent, usually about 900 by now.',
      {
        replies: [
          say(
            '+5m',
            'ines',
            'Our push certificate expired at 14:00. I am sorry, the reminder went to <@gus>.',
          ),
          say(
            '+22m',
            'ines',
            'New certificate is in. Sending the backlog at 20 per second: done in about 45 s.',
          ),
          say('+4m', 'petra', '912 delivered. Nobody lost an inspection over it.'),
          say(
            '+50m',
            'mara',
            '*Summary INC-34* (2 h 31 min, 912 late reminders). Every expiry date now lives in the shared calendar *and* in Watchkeeper: 30, 7 and 1 days before.',
            { reactions: { calendar: ['tobi'], '+1': ['petra', 'ines'] } },
          ),
        ],
      },
    ),
    say(
      '4d 10:11',
      'watch',
      ':warning: `export-worker` 3 restarts in 10 min (out of memory, 512 MiB)',
      {
        replies: [
          say(
            '+6m',
            'jonas',
            'One tenant exports 214,000 inspections as one CSV. We build the file in memory.',
          ),
          say('+3m', 'tobi', 'Raised to 2 GiB for now, so they get their file.'),
          say(
            '+2h',
            'jonas',
            'Streamed instead: 38 MiB peak for the same export, 1 min 50 s. Out with 4.18.1.',
            {
              reactions: { rocket: ['tobi', 'nell'], '+1': ['petra'] },
            },
          ),
        ],
      },
    ),
  ],
};
