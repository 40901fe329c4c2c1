import { expect, test } from 'vitest';
import { detectLanguage } from './detect-language.ts';
import { smallTalkOf, withoutGreeting } from './small-talk.ts';
import { wantsPerson } from './wants-person.ts';

test.each([
  'I want to talk to a human',
  'can I speak with someone?',
  'Hello, please connect me to an agent',
  'real person please',
  'human',
  'agent!',
  'This is useless. Let me talk to a real person.',
  'I need a human to help me',
  'Could you put me through to your support team?',
  'is there anyone I can talk to?',
  'please call me back',
  'transfer me to customer service',
  'Ich möchte mit einem Menschen sprechen',
  'Kann ich bitte mit jemandem reden?',
  'Bitte verbinden Sie mich mit einem Mitarbeiter',
  'Mensch bitte',
  'quiero hablar con una persona',
  '¿Puedo hablar con un agente?',
  'necesito un humano',
  '担当者と話したいです',
  'オペレーターにつないでください',
  '人間と話せますか',
])('[DSK-4] asks for a person: %s', (text) => {
  expect(wantsPerson(text)).toBe(true);
});

test.each([
  'How long is the warranty?',
  'Can a person under 18 buy tea?',
  'I do not want to talk to a human',
  'What does an agent licence cost?',
  'How many people work for you?',
  'Do you sell to travel agents?',
  'Is the book about human rights in stock?',
  'Who is the person on the packet?',
  'Ich will nicht mit einem Menschen sprechen',
  'Wie viele Mitarbeiter haben Sie?',
  '¿Cuántas personas caben en la sala?',
  '何人まで入れますか',
  'How do I add a team member to my account?',
  'thanks for your support',
])('[DSK-4] does not: %s', (text) => {
  expect(wantsPerson(text)).toBe(false);
});

test.each([
  ['Hello', 'hello'],
  ['hi there!!', 'hello'],
  ['Guten Morgen', 'hello'],
  ['¡Hola! Buenas tardes', 'hello'],
  ['こんにちは', 'hello'],
  ['Thanks a lot 🙏', 'thanks'],
  ['ok thank you very much', undefined],
  ['Vielen Dank!', 'thanks'],
  ['ありがとうございます', 'thanks'],
  ['Thank you, bye', 'bye'],
  ['tschüss', 'bye'],
  ['hello, how long is the warranty?', undefined],
  ['thanks to the warranty I got a new one', undefined],
])('[DSK-3] politeness: %s → %s', (text, kind) => {
  expect(smallTalkOf(text)).toBe(kind);
});

test('[DSK-3] a greeting in front of a question is left out', () => {
  expect(withoutGreeting('Hello, how long is the warranty?')).toBe('how long is the warranty?');
  expect(withoutGreeting('History of tea')).toBe('History of tea');
});

test('[DSK-3] what is plainly written wins over the browser, and the agent’s languages over both', () => {
  const all = ['en', 'de', 'es', 'ja'] as const;
  expect(detectLanguage('Wie lange habe ich Garantie?', 'en-US', all)).toBe('de');
  expect(detectLanguage('Garantie K2', 'es-MX', all)).toBe('es');
  expect(detectLanguage('返品できますか', 'en', all)).toBe('ja');
  expect(detectLanguage('Quel est le prix ?', 'fr', all)).toBe('en');
  expect(detectLanguage('Wie lange habe ich Garantie?', 'de', ['es', 'en'])).toBe('es');
});
