import { expect, test } from 'vitest';
import { fill, fixedWords } from './fixed-words.ts';
import { promisesPerson } from './promises.ts';

test.each([
  'Someone from our team will contact you shortly.',
  'I will call you back tomorrow.',
  "I'll forward this to my colleagues.",
  'A human agent will be with you soon.',
  'Our support team is going to reach out by e-mail.',
  'You will hear from us within 24 hours.',
  'I have already notified the manager.',
  'I am connecting you with a representative now.',
  'Let me transfer you to a colleague.',
  'If you like, I will call you in the afternoon.',
  'You’ll receive an e-mail from our staff.',
  'Please hold on while I get someone.',
  'One of our specialists will look into this.',
  'An agent is on its way.',
  'We’ll get back to you!',
  'Jemand aus unserem Team wird sich bei Ihnen melden.',
  'Ich leite das an einen Kollegen weiter.',
  'Ein Mitarbeiter ruft Sie gleich zurück.',
  'Wir werden Sie morgen anrufen.',
  'Sie hören bald von uns.',
  'Unser Kundenservice kümmert sich darum.',
  'Ich habe Ihre Anfrage an das Team weitergeleitet.',
  'Un agente se pondrá en contacto con usted.',
  'Le llamaremos mañana.',
  'Nos pondremos en contacto con usted.',
  'Voy a transferirle con un compañero.',
  'Recibirá una llamada de nuestro equipo.',
  '担当者よりご連絡いたします。',
  '後ほど折り返しお電話させていただきます。',
  '担当者にお繋ぎします。',
])('[DSK-4] is a promise: %s', (sentence) => {
  expect(promisesPerson(sentence)).toBe(true);
});

test.each([
  'You can ask for a person at any time.',
  'Would you like to talk to a person?',
  'Shall I call a colleague?',
  'I cannot call you.',
  'We will not contact you by e-mail.',
  'The parcel will arrive tomorrow.',
  'We send a new teapot at no cost.',
  'Delivery takes 2 to 3 working days.',
  'You can reach us by phone at 0555 0144.',
  'Our team is in the office from 9 to 5.',
  'The warranty covers three years.',
  'If you want to speak with someone, just say so.',
  'We will refund the money within 5 working days.',
  'I found nothing about this.',
  'Wir haben dienstags bis freitags geöffnet.',
  'Die Lieferung wird in drei Tagen ankommen.',
  'Sie können jederzeit nach einem Menschen fragen.',
  'Möchten Sie mit einem Mitarbeiter sprechen?',
  'El envío tarda tres días.',
  'Puede pedir hablar con una persona en cualquier momento.',
  '返品は30日以内に可能です。',
  '担当者と話したいですか？',
])('[DSK-4] is none: %s', (sentence) => {
  expect(promisesPerson(sentence)).toBe(false);
});

test('[DSK-4] none of our own words promises anybody', () => {
  for (const words of Object.values(fixedWords))
    for (const text of Object.values(words).flatMap((value) =>
      typeof value === 'string' ? [value] : Object.values(value),
    ))
      expect([text, promisesPerson(fill(text as string, { what: 'your name' }))]).toEqual([
        text,
        false,
      ]);
});

test('[SEC-4] hostile text is judged, however long', () => {
  // a pattern that goes back over everything would not end within the test's time
  for (const piece of ['i will ', 'our team ', 'we ', 'a ', 'wird sich ', 'le ', '担当者'])
    expect(promisesPerson(piece.repeat(4_000))).toBe(false);
});
