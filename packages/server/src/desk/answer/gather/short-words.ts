import { fold } from '../text/terms.ts';

const words = {
  cancel:
    /^(?:please )?(?:cancel|stop|abort|never ?mind|forget it|quit|abbrechen|abbruch|stopp|vergiss es|lass es|lassen|cancelar|cancela|para|parar|dejalo|olvidalo)(?: (?:it|this|that|das|bitte|eso|please|por favor))*$/,
  skip: /^(?:skip|skip it|pass|none|no thanks|weiter|uberspringen|keine?|nichts|saltar|omitir|ninguno?|ninguna|-)$/,
  yes: /^(?:yes|yes please|yep|yeah|y|sure|ok|okay|do it|go ahead|please do|confirm|confirmed|correct|ja|ja bitte|gern|gerne|jawohl|klar|mach das|stimmt|si|si por favor|claro|vale|de acuerdo|confirmo|adelante)$/,
  no: /^(?:no|nope|n|no thanks|don'?t|do not|nein|nein danke|nicht|lieber nicht|no gracias|mejor no)$/,
};
const japanese = {
  cancel: /^(?:キャンセル|中止|やめ(?:る|ます|て)|取り消し)/,
  skip: /^(?:スキップ|なし|特になし|飛ばす)/,
  yes: /^(?:はい|うん|ええ|お願いします|いいです|了解|オーケー|ok)/i,
  no: /^(?:いいえ|いや|不要|結構です|やめて)/,
};
export type ShortWord = keyof typeof words;

/** Whether a message is nothing but this word, in any of our languages. */
export function isShortWord(word: ShortWord, text: string): boolean {
  const trimmed = text.trim().replace(/[\s.!?,。、！？]+$/, '');
  if (trimmed.length > 40) return false;
  if (japanese[word].test(trimmed)) return true;
  return words[word].test(fold(trimmed).replace(/[.,!]/g, '').replace(/\s+/g, ' '));
}
