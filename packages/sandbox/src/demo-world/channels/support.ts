import { type ChannelStory, say } from '../story.ts';

export const support: ChannelStory = {
  name: 'support',
  topic: 'Questions that Frontdesk could not answer by itself',
  purpose: 'Customers ask, we find out, the answer stays here',
  said: [
    say(
      '40d 09:02',
      'desk',
      'New question #2204: "How long may we use a rope before we have to retire it?"',
      {
        replies: [
          say('+11m', 'petra', '<@sunniva> can you give the official line once and for all?'),
          say(
            '+26m',
            'sunniva',
            `Textile ropes: *10 years from the date of manufacture* at most, even if never used. In daily use we advise 1 to 2 years, weekly use 3 to 5. Retire at once after a fall of factor 1 or more, contact with acid, a melted or stiff spot, or a sheath that slips more than 20 mm.`,
            { reactions: { bookmark: ['petra', 'dov', 'lucia', 'hamish'] } },
          ),
          say('+4m', 'petra', 'Sent, and it is a saved answer now.'),
        ],
      },
    ),
    say(
      '37d 13:44',
      'dov',
      'Customer wants all inspections of last year for their insurer. What is the easiest way out of Plumb?',
      {
        replies: [
          say(
            '+9m',
            'petra',
            'Reports → Export → CSV, choose "Inspections", set the dates. Up to 250,000 rows; above that one file per year. It arrives by e-mail, the link lives 7 days.',
          ),
          say('+3m', 'petra', 'This is what the file looks like.', { file: 'exportSample' }),
          say('+15m', 'dov', 'Perfect, insurer is happy.', { reactions: { tada: ['petra'] } }),
        ],
      },
    ),
    say('34d 10:18', 'petra', 'Can somebody return a harness that was worn once?', {
      replies: [
        say(
          '+7m',
          'olu',
          'Unworn: 60 days, full refund. Worn: no return, because nobody may resell personal protective equipment with an unknown history. A manufacturing fault is always replaced, within 3 years.',
        ),
        say('+5m', 'petra', 'Clear. I will say it kindly.'),
      ],
    }),
    say(
      '31d 08:36',
      'desk',
      'New question #2238: "The app says *Clock differs by more than 5 minutes* and does not let me sign."',
      {
        replies: [
          say(
            '+14m',
            'ines',
            "The phone's clock is set by hand. Settings → Date and time → Automatic, then open the inspection again. We refuse because the time is part of the signature.",
          ),
          say('+20m', 'dov', "Solved it. Third one this month, all from the same dealer's phones."),
          say('+6m', 'ines', 'I will show the two times and a button to the setting in 4.17.'),
        ],
      },
    ),
    say(
      '29d 15:09',
      'dov',
      'How do I move a crew from one site to another without losing its history?',
      {
        replies: [
          say(
            '+18m',
            'nell',
            'Crew → ⋯ → Move to site. The gear moves along, the inspections stay under the old site and stay visible from the gear. Needs the *site admin* role on both sites.',
          ),
          say('+4m', 'dov', 'The role on both was what they missed.'),
        ],
      },
    ),
    say(
      '26d 11:27',
      'desk',
      'New question #2302: "We lost a phone with unsent inspections. Are they gone?"',
      {
        replies: [
          say('+8m', 'petra', '<@ines> do we have anything on the server before the upload?'),
          say(
            '+12m',
            'ines',
            'Notes and verdicts go up every 30 s as drafts when there is any signal. Photos only with the full upload. Admin → Devices → the phone → *Recover drafts*. Then revoke the device.',
          ),
          say(
            '+2h',
            'petra',
            'They got 17 of 18 inspections back. One was made entirely without signal.',
            {
              reactions: { muscle: ['ines', 'nell'] },
            },
          ),
        ],
      },
    ),
    say('23d 09:51', 'dov', 'Which roles can delete an inspection?', {
      replies: [
        say(
          '+5m',
          'nell',
          'None. An inspection can be *voided* by its inspector or a site admin, with a reason, and stays readable. That is what auditors want.',
        ),
        say('+1m', 'dov', 'Thanks. They wanted to delete a test. Voiding is fine.'),
      ],
    }),
    say(
      '21d 14:40',
      'petra',
      'Reminder for everybody: we answer within 4 working hours, on Fleet within 1. Median last month 1 h 12 min, 94 % in time.',
      {
        reactions: { clap: ['wren', 'dov', 'lucia'] },
      },
    ),
    say(
      '18d 10:33',
      'desk',
      'New question #2377: "How do I wash a climbing harness after a day in a cement works?"',
      {
        replies: [
          say(
            '+22m',
            'sunniva',
            'Hand wash in lukewarm water up to 30 °C with a pH-neutral soap, rinse three times, dry in the shade, never on a radiator. Wet cement is alkaline: if the webbing is stiff or discoloured afterwards, quarantine it and send us a photo.',
            { reactions: { bookmark: ['petra', 'dov'] } },
          ),
        ],
      },
    ),
    say('16d 16:05', 'dov', 'Invoice shows 19 % VAT for a customer in Austria. Should it?', {
      replies: [
        say(
          '+10m',
          'olu',
          'With a valid VAT id: 0 %, reverse charge. Without: Austrian 20 %. 19 % is wrong in both cases; send me the number.',
        ),
        say('+35m', 'olu', 'The address had country DE. Corrected, credit note is out.'),
      ],
    }),
    say(
      '12d 09:12',
      'petra',
      'A customer with 25 technicians asks what Plumb would cost them. <@lucia>?',
      {
        replies: [
          say(
            '+6m',
            'lucia',
            'See <#sales>, I wrote it down there yesterday: Crew at 9 € per technician and month, so 225 € per month, 2,430 € if they pay yearly.',
          ),
          say('+2m', 'petra', 'Sent with your link.'),
        ],
      },
    ),
    say(
      '8d 13:20',
      'desk',
      'New question #2431: "Does the chest croll of the Fell 3 fit the older Fell 2 harness?"',
      {
        replies: [
          say(
            '+31m',
            'yuki',
            'Yes, from serial `F2-0419` on. Earlier ones have a 12 mm slot instead of 14 mm: it goes in, but it does not lie flat, and we did not test it. So: no.',
          ),
          say('+3m', 'petra', 'Added to the compatibility table.', {
            reactions: { '+1': ['sunniva'] },
          }),
        ],
      },
    ),
    say(
      '6d 10:02',
      'dov',
      'Does Plumb work without any network for a whole week? Offshore customer.',
      {
        replies: [
          say(
            '+13m',
            'ines',
            'Yes, up to 30 days and about 4,000 photos per phone. After 30 days without contact it becomes read-only, because certificates could have been revoked meanwhile.',
          ),
          say('+6m', 'nell', 'And two phones can exchange drafts over Bluetooth since 4.17.'),
        ],
      },
    ),
    say('2d 09:38', 'desk', 'New question #2466: "Where do we see who changed a verdict?"', {
      replies: [
        say(
          '+9m',
          'dov',
          'Gear → History, filter "Verdict". Each line has person, device, time and the note. It is also in the CSV as `verdict_changed_by`.',
          {
            reactions: { white_check_mark: ['petra'] },
          },
        ),
      ],
    }),
    say(
      '47m',
      'desk',
      'New question #2481: "Can we print the inspection label on a normal label printer?"',
      {
        replies: [
          say(
            '+8m',
            'petra',
            'Any printer that takes 62 mm rolls. Gear → Print label → 62 × 29 mm. The QR code needs 300 dpi, at 203 dpi old phones fail to read it.',
          ),
        ],
      },
    ),
  ],
};
