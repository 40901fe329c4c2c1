/** What an invented tea house and its shop have taught their agent, and what their Slack says. */
export interface Remembered {
  key: string;
  /** below the organisation's root */
  scope: string;
  text: string;
  modality?: string;
  labels?: string[];
  /** the key of the message that it answers */
  answers?: string;
  /** days ago */
  age?: number;
  /** who said it, e.g. `user:ivo@juniper.example` */
  by?: string;
}

const slack = (key: string, channel: string, text: string, more: Partial<Remembered> = {}) => ({
  ...{ key, scope: `source:slack/channel:${channel}`, text, modality: 'conversation' },
  labels: [
    `channel:${channel}`,
    'workspace:juniper',
    'channel_id:C0TEA',
    `ts:17000000${key.length}0.000100`,
  ],
  by: `user:${more.answers === undefined ? 'dora' : 'nell'}@juniper.example`,
  ...more,
});
const page = (key: string, title: string, section: string, text: string) => ({
  ...{ key, scope: `agent:00000000000000000000000000000001/source:document/item:${key}` },
  text: `${title} › ${section}\n${text}`,
  modality: 'document',
  labels: ['desk:knowledge', `title:${title}`, `heading:${title} › ${section}`],
});
const pair = (key: string, question: string, answer: string) => ({
  ...{ key, scope: `agent:00000000000000000000000000000001/source:qa/item:${key}` },
  text: `${question}\n${answer}`,
  modality: 'qa',
  labels: ['desk:knowledge', `title:${question}`],
});

export const fictionalMemory: Remembered[] = [
  page(
    'returns',
    'Shop terms',
    'Returns',
    'Unopened tea can be sent back within 30 days of delivery for a full refund. Opened packets cannot be returned, because tea takes on smells. The postage of a return is paid by the customer.',
  ),
  page(
    'refund-time',
    'Shop terms',
    'Refunds',
    'We transfer the money within 5 working days after the parcel has reached our warehouse. It goes to the card or account that was used for payment.',
  ),
  page(
    'shipping',
    'Shop terms',
    'Shipping',
    'Orders placed before noon leave our warehouse on the same day. Delivery within the country takes 2 to 3 working days, to the rest of Europe 5 to 8 working days. We do not ship outside Europe.',
  ),
  page(
    'postage',
    'Shop terms',
    'Postage',
    'Postage is 4.90 euros per parcel. From 45 euros of goods on it is free.',
  ),
  page(
    'payment',
    'Shop terms',
    'Payment',
    'You can pay by card, by bank transfer in advance, or by invoice if you are a business customer. We do not take cheques.',
  ),
  page(
    'hours',
    'Tea house',
    'Opening hours',
    'The tea house is open Tuesday to Friday from 10 to 19 and on Saturday from 9 to 20. It is closed on Sunday and Monday.',
  ),
  page(
    'getting-here',
    'Tea house',
    'Getting here',
    'You find us at Quarry Lane 12, behind the old mill. Tram 4 stops at Millbridge, two minutes on foot. Guests park in the yard free of charge.',
  ),
  page(
    'tasting',
    'Tea house',
    'Tastings',
    'A tasting lasts 90 minutes and costs 28 euros per head, six teas and pastry included. Groups have at least 4 and at most 12 guests. Children under 10 come along for nothing.',
  ),
  page(
    'booking',
    'Tea house',
    'Booking',
    'Tables for up to six are booked by phone at 0555 0144 or in the house. A booking can be cancelled until 24 hours before; later we charge half the price.',
  ),
  page(
    'brewing',
    'Brewing guide',
    'Green tea',
    'Brew green tea at 70 to 80 degrees for two minutes. Hotter water makes it bitter.',
  ),
  page(
    'brewing-black',
    'Brewing guide',
    'Black tea',
    'Black tea wants boiling water and three to four minutes.',
  ),
  page(
    'storing',
    'Brewing guide',
    'Storing tea',
    'Keep tea in a closed tin, dark and dry, away from spices. Green tea tastes best within a year, black tea keeps for three.',
  ),
  page(
    'kettle',
    'Kettle K2 manual',
    'Warranty',
    'The kettle K2 has a warranty of three years from the date on the receipt. Limescale and dents are not covered.',
  ),
  page(
    'kettle-descale',
    'Kettle K2 manual',
    'Care',
    'Descale the kettle once a month with citric acid, never with vinegar. Rinse it twice before you use it again.',
  ),
  page(
    'kettle-error',
    'Kettle K2 manual',
    'Error E3',
    'E3 means that the lid is open or the sensor is dirty. Close the lid, wipe the sensor with a dry cloth and switch the kettle on again.',
  ),
  page(
    'privacy',
    'Shop terms',
    'Your data',
    'We store name, address and orders for ten years, as tax law demands. Your account can be deleted in the profile under Settings; the orders stay in our books.',
  ),
  pair('qa-who', 'Who are you?', 'I am the machine at the counter. People stand behind me.'),
  pair(
    'qa-gift',
    'Do you sell gift cards?',
    'Yes, from 10 to 200 euros, in the house and in the shop. They are valid for three years.',
  ),
  pair(
    'qa-vegan',
    'Is the pastry vegan?',
    'The oat biscuits and the plum cake are. Everything else contains butter.',
  ),
  pair('qa-dogs', 'Can I bring my dog?', 'Dogs are welcome on the terrace, not inside.'),
  pair(
    'qa-password',
    'How do I reset my password?',
    'Choose “Forgot password” on the sign-in page. The link works for one hour.',
  ),
  pair(
    'qa-decaf',
    'Which teas have no caffeine?',
    'All herbal and rooibos teas. Our decaf black tea still has traces.',
  ),
  pair(
    'qa-job',
    'Are you hiring?',
    'At the moment we look for a baker. Send your papers to jobs@juniper.example.',
  ),
  pair(
    'qa-wholesale',
    'Do you supply cafés?',
    'Yes, from 5 kg per month, with a discount of 20 percent. Ask for our wholesale list.',
  ),
  pair(
    'qa-organic',
    'Are your teas organic?',
    'Everything but the smoked Lapsang is certified organic.',
  ),
  pair(
    'qa-de-laktose',
    'Gibt es laktosefreie Milch?',
    'Ja, Hafer- und Sojamilch kosten nichts extra.',
  ),
  pair(
    'qa-ja-gift',
    'ギフト包装はできますか？',
    'はい、無料でお包みします。ご注文の際に備考欄にお書きください。',
  ),
  pair(
    'qa-es-pago',
    '¿Puedo pagar contra reembolso?',
    'No, el pago contra reembolso no es posible. Aceptamos tarjeta y transferencia.',
  ),
  slack('s1', 'support', 'Does anybody know whether the K2 works with 110 volts?', { age: 40 }),
  slack('s1a', 'support', 'It does not, the K2 is built for 220 to 240 volts only.', {
    answers: 's1',
    age: 40,
  }),
  slack('s2', 'support', 'Customer asks how many grams are in the sample box', { age: 30 }),
  slack('s2a', 'support', 'let me check', { answers: 's2', age: 30 }),
  slack('s2b', 'support', 'It is eight bags of 10 grams each, so 80 grams in all.', {
    answers: 's2',
    age: 30,
  }),
  slack('s2c', 'support', 'thanks!', { answers: 's2', age: 30 }),
  slack(
    's3',
    'support',
    'Heads up: parcels to Iceland are stuck at customs since Monday, tell people it takes two weeks longer.',
    { age: 12 },
  ),
  slack(
    's4',
    'support',
    'The loyalty card gives every eleventh pot for free. It has no expiry date.',
    { age: 90 },
  ),
  slack(
    's5',
    'support',
    'Somebody from our team will call the lady with the broken teapot tomorrow.',
    { age: 3 },
  ),
  slack(
    's6',
    'support',
    'Broken teapots: ask for a photo, then we send a new one at no cost. No need to send the pieces back.',
    { age: 60 },
  ),
  slack('s7', 'shop', 'The first flush Darjeeling is sold out until the middle of May.', {
    age: 20,
  }),
  slack(
    's8',
    'shop',
    'New: subscriptions! A box every month for 19 euros, can be paused or ended at any time in the profile.',
    { age: 25 },
  ),
  slack(
    's9',
    'shop',
    'The code SPRING10 gives 10 percent off until the end of April, not on kettles.',
    { age: 15 },
  ),
  slack('s10', 'general', 'lunch anyone?', { age: 2 }),
  slack('s11', 'general', 'Great tasting yesterday, 12 guests and all happy :tada:', { age: 5 }),
  slack('s12', 'general', 'I am off on Friday, Ivo covers the counter', { age: 6 }),
  slack('s13', 'general', 'The printer in the office is out of toner again', { age: 7 }),
  slack('s14', 'general', 'Reminder: fill in your timesheets before Wednesday', { age: 8 }),
  slack('s15', 'general', 'can someone open the back door, delivery is here', { age: 9 }),
  slack('s16', 'general', 'We hit 1,000 orders this week, wow', { age: 11 }),
  slack('s17', 'house', 'Wifi for guests: the network is called Kettle, no password needed.', {
    age: 70,
  }),
  slack('s18', 'house', 'The terrace opens in the first week of May if the weather holds.', {
    age: 18,
  }),
  slack('s19', 'house', 'We have two high chairs and a changing table in the washroom.', {
    age: 100,
  }),
  slack('s20', 'house', 'Is the room upstairs free on the 14th?', { age: 4 }),
  slack(
    's20a',
    'house',
    'no, wedding party. The room upstairs can be hired for 150 euros an evening, up to 30 people.',
    { answers: 's20', age: 4 },
  ),
  slack(
    's21',
    'house',
    'The step at the entrance is gone: wheelchairs get in through the yard, the washroom is accessible too.',
    { age: 33 },
  ),
  slack('s22', 'shop', 'Samovar prices go up to 240 euros in autumn', { age: 45 }),
  slack(
    's23',
    'support',
    'Lieferadresse nachträglich ändern: geht, solange das Paket nicht verpackt ist. Kunden sollen bis 11 Uhr anrufen.',
    { age: 22 },
  ),
  slack(
    's24',
    'support',
    '返品は商品到着後30日以内に限り可能です。開封済みのお茶は返品できません。',
    { age: 50 },
  ),
  slack('s25', 'support', 'Die Rechnung liegt immer als PDF im Kundenkonto unter Bestellungen.', {
    age: 52,
  }),
  slack('s29', 'support', 'Which colleagues can void a voucher?', { age: 9 }),
  slack(
    's29a',
    'support',
    'None. A voucher can be *blocked* by the till or by accounting, with a reason.',
    { answers: 's29', age: 8.9 },
  ),
  slack('s29b', 'support', 'Thanks. They wanted to void a test. Blocking is fine.', {
    answers: 's29',
    age: 8.8,
    by: 'user:dora@juniper.example',
  }),
  slack('s26', 'random', 'My cat knocked over the whole shelf this morning', { age: 1 }),
  slack('s27', 'random', 'Who is up for the match tonight?', { age: 1 }),
  slack('s28', 'random', 'the new film about the moon is really good', { age: 2 }),
];
