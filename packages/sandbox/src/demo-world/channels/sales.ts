import { type ChannelStory, say } from '../story.ts';

export const sales: ChannelStory = {
  name: 'sales',
  topic: 'Prices, offers, won and lost',
  purpose: 'Everything that a customer pays for',
  members: ['lucia', 'kasimir', 'wren', 'nell', 'olu', 'petra', 'hamish'],
  said: [
    say(
      '39d 08:50',
      'lucia',
      `Prices from the first of the month, so that nobody has to ask:
• *Solo* 0 €, one person, 30 pieces of gear
• *Crew* 9 € per technician and month, 10 % off if paid yearly
• *Fleet* 15 € per technician and month from 50 technicians, with SSO, audit log and the 1 hour answer
Harnesses and ropes are on the paper list, dealers get 32 %.`,
      { reactions: { bookmark: ['petra', 'dov', 'kasimir', 'hamish'], '+1': ['wren'] } },
    ),
    say(
      '35d 11:30',
      'kasimir',
      'Halden Towers (180 technicians) compares us with a spreadsheet and one competitor. What convinces them?',
      {
        replies: [
          say(
            '+15m',
            'hamish',
            'Let me inspect ten harnesses with them. With the spreadsheet it took 4 min each, with Plumb 1 min 20 s.',
          ),
          say(
            '+9m',
            'lucia',
            'And the insurer: two customers got 8 % off their premium because of the signed history.',
          ),
          say('+2h', 'kasimir', 'Date is set for the 14th. I bring <@hamish>.', {
            reactions: { handshake: ['lucia', 'hamish'] },
          }),
        ],
      },
    ),
    say(
      '29d 09:05',
      'kasimir',
      'They signed. 180 on Fleet, 32,400 € a year, start next month. The ten harnesses did it: 1 min 14 s each.',
      {
        reactions: { tada: ['wren', 'lucia', 'nell', 'olu', 'petra', 'mara'], rocket: ['hamish'] },
        edit: {
          after: '+6m',
          from: 'They signed. 180 on Fleet, 32,400 € a month, start next month.',
        },
        replies: [
          say('+4m', 'olu', 'A *month*?'),
          say('+2m', 'kasimir', 'A year. Corrected. Sorry for your pulse.', {
            reactions: { joy: ['olu', 'wren'] },
          }),
        ],
      },
    ),
    say(
      '25d 14:25',
      'lucia',
      'Lost: Brackwater Rescue, 40 people. Reason: no Welsh in the app. Second time this year.',
      {
        replies: [
          say('+30m', 'nell', 'Two is a pattern. 3,100 strings; I ask what a translation costs.'),
        ],
      },
    ),
    say(
      '20d 10:44',
      'olu',
      'Discounts: up to 10 % is yours to decide, up to 20 % ask me, above that <@wren>. Never on support, never for less than 12 months.',
      {
        reactions: { '+1': ['lucia', 'kasimir'] },
      },
    ),
    say(
      '13d 15:10',
      'lucia',
      'For teams around 25 people, since I am asked daily: Crew is 25 × 9 € = 225 € per month, or 2,430 € yearly. Fleet starts at 50 technicians; a smaller team can have it at the price of 50 (750 € per month).',
      {
        reactions: { bookmark: ['petra', 'dov'] },
      },
    ),
    say(
      '10d 09:33',
      'kasimir',
      'Can a customer pause the subscription over the winter? Three roofers ask.',
      {
        replies: [
          say(
            '+12m',
            'olu',
            'Yes: up to 4 months a year, 1 € per technician and month. Data stays, signing is off. Support switches it on within a day.',
          ),
          say('+3m', 'kasimir', 'Wunderbar, all three stay.'),
        ],
      },
    ),
    say(
      '5d 13:55',
      'lucia',
      'Skerry Wind renewed for three years: 96 technicians, and 40 Fell 3 harnesses on top.',
      {
        reactions: { tada: ['wren', 'kasimir', 'olu', 'sunniva'] },
      },
    ),
    say(
      '1d 14:02',
      'lucia',
      'Draft of the one-page price sheet. Please look at the Fleet column before Friday.',
      {
        file: 'priceSheet',
        replies: [
          say('+40m', 'nell', '"Audit log" is in Crew too since 4.15.'),
          say('+10m', 'lucia', 'Moved.'),
        ],
      },
    ),
  ],
};
