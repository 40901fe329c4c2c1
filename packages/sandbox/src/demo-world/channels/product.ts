import { type ChannelStory, say } from '../story.ts';

export const product: ChannelStory = {
  name: 'product',
  topic: 'What Plumb does next, and what it deliberately does not',
  purpose: 'Decisions with their reasons',
  members: ['nell', 'bea', 'mara', 'ines', 'jonas', 'petra', 'lucia', 'hamish', 'wren'],
  said: [
    say(
      '39d 13:00',
      'nell',
      'Interviews with 11 inspectors are done. The same three sentences everywhere: "I inspect with gloves", "the light is bad", "my boss reads it, not me".',
      {
        replies: [
          say(
            '+25m',
            'bea',
            'Then the verdict buttons have to be 64 px high, not 44, and at the bottom.',
          ),
          say('+10m', 'hamish', 'And no swiping. Swiping with gloves is a lottery.', {
            reactions: { '100': ['ines', 'bea'] },
          }),
        ],
      },
    ),
    say(
      '36d 14:45',
      'bea',
      'New verdict screen. Big buttons, one photo per finding, the note comes last because people dictate it.',
      {
        file: 'verdictScreen',
        reactions: { heart_eyes: ['nell', 'hamish'], '+1': ['ines', 'petra'] },
        replies: [
          say(
            '+18m',
            'ines',
            'Dictation works offline only for six languages. Others get a plain text field?',
          ),
          say('+4m', 'nell', 'Yes, and no microphone that does nothing.'),
        ],
      },
    ),
    say(
      '32d 09:20',
      'nell',
      'Should Plumb *predict* when a rope will fail from its history? Two prospects asked.',
      {
        replies: [
          say(
            '+14m',
            'sunniva',
            'No. We have 900 ropes with a history and 6 failures. Whoever believes that number will climb on it.',
          ),
          say(
            '+9m',
            'mara',
            "We can show use (days, falls, metres) against the manufacturer's limits. That is counting, not predicting.",
          ),
          say(
            '+1h',
            'nell',
            '*Decision:* we show counters against limits, and never a predicted life. Written into the principles.',
            {
              reactions: { '+1': ['sunniva', 'mara', 'wren', 'yuki', 'hamish'] },
            },
          ),
        ],
      },
    ),
    say(
      '27d 10:10',
      'petra',
      'Most asked in support last month: 1. export (31), 2. moving crews (19), 3. clock warning (14), 4. label printing (11).',
      {
        reactions: { eyes: ['nell', 'bea'] },
        replies: [
          say(
            '+20m',
            'nell',
            'Export gets a button on the home page, clock warning gets a link to the setting. Both in 4.17.',
          ),
        ],
      },
    ),
    say(
      '22d 11:35',
      'nell',
      'Welsh: 3,100 strings, quote is 2,480 € plus 0.12 € per word later. Two lost deals are worth 9,200 € a year. I would do it.',
      {
        replies: [
          say('+8m', 'wren', 'Do it.'),
          say('+2m', 'lucia', 'Diolch!', { reactions: { dragon: ['petra', 'nell'] } }),
        ],
      },
    ),
    say(
      '15d 13:30',
      'bea',
      'Dark mode on roofs is a myth: 9 of 11 switch it off outdoors. In the van at 5 in the morning all want it. So it follows the light sensor, with a manual switch.',
      {
        reactions: { bulb: ['ines', 'hamish', 'nell'] },
      },
    ),
    say(
      '11d 15:50',
      'nell',
      `Plan for 4.19:
1. Welsh
2. Webhooks v2 for two friendly tenants
3. Label printing with a preview
Not in it: predictive anything, chat, a map.`,
      { reactions: { '+1': ['mara', 'petra', 'lucia', 'bea'] } },
    ),
    say(
      '6d 14:15',
      'hamish',
      'From the training with Halden: they scan the QR code *through* a plastic bag. Works with 8 of 10. The two failures had the label across a seam.',
      {
        replies: [
          say('+11m', 'bea', 'I put "flat, not across a seam" on the label preview itself.'),
        ],
      },
    ),
    say(
      '2d 11:25',
      'nell',
      'Question for all: may a customer delete a site with inspections in it?',
      {
        replies: [
          say(
            '+7m',
            'jonas',
            'Archive yes, delete no. The retention is 10 years in most contracts.',
          ),
          say(
            '+5m',
            'petra',
            'Archive is enough. Everybody who asked wanted the site out of the list.',
          ),
          say(
            '+30m',
            'nell',
            '*Decision:* sites can be archived, not deleted, and the button says so.',
            { reactions: { white_check_mark: ['jonas', 'petra'] } },
          ),
        ],
      },
    ),
  ],
};
