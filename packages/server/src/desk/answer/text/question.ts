import { withoutGreeting } from '../language/small-talk.ts';
import { fold, type Term, termsOf } from './terms.ts';

/** What kind of fact an answer has to hold. */
export type Expected = 'quantity' | 'duration' | 'moment' | 'place' | 'phone' | 'email' | undefined;

export interface Question {
  /** without repetitions; what the visitor named themselves */
  terms: Term[];
  /** of the question before, when this one leans on it */
  leaning: Term[];
  expected: Expected;
  text: string;
}

const followUp =
  /^(?:and|what about|how about|what if|also|or|but|und|was ist mit|wie ist es mit|wie sieht es|wie siehts|oder|y|e|que tal|que hay|o|pero)\b|^(?:では|じゃあ|それ|その|あと|また)/;
const pointing =
  /\b(?:it|that|this|they|them|those|these|one|same|das|dies|die|es|sie|davon|dafur|dazu|eso|esto|esos|lo|ellos)\b|それ|これ|その/;
const mostTerms = 14;

/**
 * Pure. `before` are the visitor's earlier words, newest last: a short question that begins with
 * "and", or names nothing itself, leans on the one before it.
 */
export function readQuestion(text: string, before: readonly string[]): Question {
  const asked = withoutGreeting(text);
  const terms = distinct([...termsOf(asked), ...impliedBy(fold(asked))]).slice(0, mostTerms);
  const folded = fold(asked)
    .trim()
    .replace(/^[^\p{L}\p{N}]+/u, '');
  const leans =
    terms.length === 0 || (terms.length <= 3 && (followUp.test(folded) || pointing.test(folded)));
  const leaning = leans ? leaningOn(before, terms) : [];
  return { terms, leaning, expected: expectedOf(folded), text: asked };
}

/** "How much is it?" asks for a price without saying so. */
function impliedBy(folded: string): Term[] {
  const price =
    /\bhow much (?:is|are|for|do i pay|would)\b|\bwie ?viel (?:ist|sind|zahle)\b|\bcuanto (?:es|son|vale|valen)\b|いくら/;
  return price.test(folded) ? termsOf('price') : [];
}

/** The last question that had a subject. */
function leaningOn(before: readonly string[], own: Term[]): Term[] {
  for (const text of [...before].reverse().slice(0, 4)) {
    const terms = distinct(termsOf(withoutGreeting(text)));
    const keys = new Set(own.map(({ key }) => key));
    const others = terms.filter(({ key }) => !keys.has(key));
    if (others.length > 0) return others.slice(0, mostTerms);
  }
  return [];
}

function distinct(terms: Term[]): Term[] {
  return [...new Map(terms.map((term) => [term.key, term])).values()];
}

function expectedOf(folded: string): Expected {
  if (
    /\bphone number\b|\bnumber (?:to|can i|do i) call\b|\btelefonnummer\b|\bnumero de telefono\b|電話番号/.test(
      folded,
    )
  )
    return 'phone';
  if (
    /\be-?mail ?address\b|\be-?mail-?adresse\b|\b(?:direccion de )?correo electronico\b|メールアドレス/.test(
      folded,
    )
  )
    return 'email';
  if (
    /\bhow (?:long|soon|old)\b|\bwie (?:lange|alt)\b|\bcuanto (?:tiempo|dura|tarda)\b|何日|何時間|何年|どのくらいの期間/.test(
      folded,
    )
  )
    return 'duration';
  if (
    /\bhow (?:much|many|long|far|fast|big|large|heavy|old|often|soon)\b|\bwie (?:viel|viele|lange|oft|weit|schnell|gross|schwer|alt|teuer)\b|\bcuant|\bque precio\b|いくら|何日|何時間|どのくらい|どれくらい|何個|何人/.test(
      folded,
    )
  )
    return 'quantity';
  if (
    /\b(?:when|what time|which day|until when)\b|\bwann\b|\bum wie viel uhr\b|\bcuando\b|\ba que hora\b|いつ|何時|何曜/.test(
      folded,
    )
  )
    return 'moment';
  if (/^where\b|\bwhere (?:is|are|can|do)\b|\bwo\b|\bwohin\b|\bdonde\b|どこ/.test(folded))
    return 'place';
  return undefined;
}

const place =
  /\b(?:lane|street|road|avenue|square|tram|bus|station|stop|floor|corner|behind|opposite|next to|near|above|below|click|menu|page|tab|profile|settings|account|city|town|link|strasse|gasse|platz|haltestelle|hinter|neben|gegenuber|unter|calle|plaza|avenida|detras|junto|cerca)\b|strasse|丁目|駅|階|近く|隣|前に/;

const number =
  /\d|[〇一二三四五六七八九十百千万]|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|thirty|sixty|ninety|hundred|half|free|unlimited|once|twice|daily|weekly|monthly|never|always|ein(?:e|en|em)?|zwei|drei|vier|funf|sechs|sieben|acht|neun|zehn|zwolf|zwanzig|dreissig|kostenlos|gratis|taglich|wochentlich|monatlich|uno|una|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|veinte|treinta|gratuit[oa])\b|無料/;
const day =
  /\b(?:mon|tues|wednes|thurs|fri|satur|sun)days?\b|\b(?:january|february|march|april|may|june|july|august|september|october|november|december|today|tomorrow|noon|midnight|morning|evening|weekend|weekday|summer|winter|spring|autumn|after|before|until|when|once|as soon as)\b|\b(?:montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag)s?\b|\b(?:lunes|martes|miercoles|jueves|viernes|sabados?|domingos?)\b|曜/;
const time =
  /\b(?:seconds?|minutes?|mins?|hours?|days?|weeks?|months?|years?|sekunden?|minuten?|stunden?|tage?n?|wochen?|monate?n?|jahre?n?|segundos?|minutos?|horas?|dias?|semanas?|mes(?:es)?|anos?|always|forever|never|immediately|at once|sofort|immer|siempre|permanent\w*|unlimited|lifetime|expiry|expires?)\b|秒|分|時間|日|週|月|年|以内/;
const phoneNumber = /(?:\+|\b0)\d[\d\s/().-]{5,}\d|\b\d{3}[\s-]\d{3,4}[\s-]\d{4}\b/;

/** Whether a text holds such a fact at all. */
export function holds(text: string, expected: Expected): boolean {
  const both = (pattern: RegExp) => pattern.test(fold(text)) || pattern.test(text);
  switch (expected) {
    case undefined:
      return true;
    case 'place':
      return both(place);
    case 'phone':
      return phoneNumber.test(text);
    case 'email':
      return /[\w.+-]+@[\w-]+\.\w{2,}/.test(text);
    case 'duration':
      return both(time);
    case 'quantity':
      return both(number);
    case 'moment':
      return both(number) || both(day);
  }
}
