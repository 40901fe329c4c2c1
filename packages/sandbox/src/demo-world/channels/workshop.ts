import { type ChannelStory, say } from '../story.ts';

export const workshop: ChannelStory = {
  name: 'workshop',
  topic: 'Rope walk, sewing room, test lab',
  purpose: 'Making and breaking things',
  members: ['sunniva', 'yuki', 'hamish', 'wren', 'olu', 'nell', 'lucia'],
  joins: [{ at: '35d 08:00', by: 'lucia' }],
  said: [
    say(
      '41d 07:30',
      'sunniva',
      'Batch 118 of the 11 mm static is off the braider: 2,400 m, sheath 38 %, no splices.',
      { reactions: { thread: ['yuki', 'wren'] } },
    ),
    say(
      '40d 11:10',
      'yuki',
      'Abrasion results for batch 118: mean 1,412 cycles to the core, limit is 1,000. Worst sample 1,287.',
      {
        file: 'abrasion',
        replies: [
          say('+13m', 'sunniva', 'Batch 117 had 1,365. The new twist pays.'),
          say('+6m', 'yuki', 'Wet: 1,190. Also fine.', { reactions: { droplet: ['sunniva'] } }),
        ],
      },
    ),
    say('34d 09:00', 'olu', 'Polyamide 6.6 goes up by 7 % from next month. Do we buy ahead?', {
      replies: [
        say(
          '+21m',
          'sunniva',
          'Two months at most. The yarn takes up moisture in our store, and I would rather not dry 3 tonnes.',
        ),
        say('+5m', 'olu', '1.8 tonnes ordered at the old price.'),
      ],
    }),
    say(
      '28d 14:22',
      'yuki',
      'Fell 3 harness, prototype C: holds 15 kN for 3 min at the sternal point, webbing elongation 11 mm. Needed: 15 kN, under 20 mm.',
      {
        reactions: { tada: ['sunniva', 'wren', 'hamish', 'nell'] },
        replies: [
          say('+16m', 'hamish', 'And the buckle?'),
          say('+3m', 'yuki', 'Opened in 1.1 s with gloves, never under load. 20 out of 20.'),
        ],
      },
    ),
    say(
      '24d 08:15',
      'sunniva',
      'Machine 4 skips stitches again. I stopped it: 36 harnesses from Tuesday are in quarantine until I have seen each bar tack.',
      {
        replies: [
          say(
            '+4h',
            'sunniva',
            '36 checked, 34 fine, 2 resewn. It was the hook timing, off by 0.3 mm.',
          ),
          say('+10m', 'wren', 'Good that you stopped it.', {
            reactions: { heart: ['sunniva', 'yuki'] },
          }),
        ],
      },
    ),
    say(
      '19d 10:50',
      'hamish',
      'A roofer asked if he may mark the middle of a rope with a permanent marker. May he?',
      {
        replies: [
          say(
            '+9m',
            'sunniva',
            'Only with our marker (water-based). Solvent ink cost up to 40 % of the sheath strength in a test that we made years ago. If it happened: retire it.',
            {
              reactions: { bookmark: ['hamish', 'petra'], warning: ['yuki'] },
            },
          ),
        ],
      },
    ),
    say(
      '12d 13:05',
      'yuki',
      'Calibration of the 50 kN cell is done, certificate valid for 12 months. Drift since last year 0.04 %.',
      { reactions: { '+1': ['sunniva'] } },
    ),
    say(
      '5d 09:45',
      'sunniva',
      'Fell 3 goes into series on Monday. 60 a week at first, 90 from week three.',
      {
        reactions: { rocket: ['wren', 'lucia', 'hamish', 'yuki', 'nell'] },
        replies: [
          say('+30m', 'lucia', '214 are ordered already.'),
          say('+5m', 'sunniva', 'Then week three comes early.'),
        ],
      },
    ),
    say(
      '35m',
      'yuki',
      'Batch 121, first samples: 1,398 cycles. Drying the rest, numbers tonight.',
      { reactions: { eyes: ['sunniva'] } },
    ),
  ],
};
