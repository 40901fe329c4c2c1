import { fold } from '../text/terms.ts';

export type SmallTalk = 'hello' | 'thanks' | 'bye';

const greetings =
  'hello|hi+|hey+|hiya|howdy|good (?:morning|afternoon|evening|day)|greetings|hallo|guten (?:tag|morgen|abend)|moin|servus|gruss gott|hola|buenos dias|buenas(?: tardes| noches)?|konnichiwa|こんにちは|こんにちわ|おはよう(?:ございます)?|こんばんは|はじめまして';
const thanks =
  'thanks?(?: you)?(?: (?:so|very) much| a lot)?|thx|ty|cheers|great|perfect|awesome|cool|danke(?: schon| sehr)?|vielen dank|super|gracias|muchas gracias|perfecto|ありがとう(?:ございます|ございました)?|どうも';
const goodbyes =
  'bye+(?: bye)?|goodbye|see (?:you|ya)|have a (?:nice|good|great) (?:day|one|evening)|tschuss|auf wiedersehen|ciao|adios|hasta luego|さようなら|またね';
const filler =
  "there|everyone|all|again|team|you|much|that'?s?|it|is|was|helpful|for|your|help|the|please|no|ok(?:ay)?|und|y|so|very";

const between = '[\\s¡¿!.,?…~。、！？-]*';
const whole = (words: string) =>
  new RegExp(`^${between}(?:(?:${words})${between}(?:(?:${words}|${filler})${between})*)$`, 'u');
const patterns: [SmallTalk, RegExp][] = [
  ['bye', whole(`${goodbyes}|(?:${thanks})${between}(?:${goodbyes})`)],
  ['thanks', whole(thanks)],
  ['hello', whole(greetings)],
];
const leading = new RegExp(
  `^${between}(?:${greetings})(?:\\s+there)?(?=[\\s!.,。、！])${between}`,
  'u',
);

/** What a message is if it is nothing but politeness. A question behind a greeting is a question. */
export function smallTalkOf(text: string): SmallTalk | undefined {
  const folded = plain(text);
  if (folded.length > 80) return undefined;
  return patterns.find(([, pattern]) => pattern.test(folded))?.[0];
}

/** The message without the greeting that it begins with. */
export function withoutGreeting(text: string): string {
  const rest = text.replace(new RegExp(leading.source, 'iu'), '');
  return rest.trim() === '' ? text : rest;
}

/** Folding takes the dots of kana away; what is Japanese stays as it is. */
function plain(text: string): string {
  const clean = text.replace(/\p{Extended_Pictographic}/gu, ' ').trim();
  return /[\p{Script=Hiragana}\p{Script=Katakana}]/u.test(clean)
    ? clean.normalize('NFC')
    : fold(clean);
}
