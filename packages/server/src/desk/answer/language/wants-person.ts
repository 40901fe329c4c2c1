import { fold } from '../text/terms.ts';

const english = {
  person:
    '(?:(?:a|an|the|your|some|another|any|actual|real|live|human|support|customer|service|sales) )*(?:human(?: being)?|person|people|somebody|someone|representative|rep|operator|staff(?: member)?|employee|colleague|agent|advisor|adviser|customer (?:service|support|care)|support team|team member|manager|supervisor)',
  reach:
    '(?:talk|speak|chat|write)(?:ing)? (?:to|with)|be (?:connected|transferred|put through) (?:to|with)|(?:connect|transfer|forward) (?:me )?(?:to|with)|put me through to|get (?:me )?(?:to )?|reach|call|contact|pass me (?:on )?to|escalate(?: this| me)? to|hand me (?:over )?to',
  ask: "(?:i(?:'d| would)? (?:want|need|like|prefer|wish|demand)(?: to)?|can i|could i|may i|let me|how (?:can|do) i|is there(?: any(?: way to)?)?|please|can you|could you|would you|just|i have to|i must)",
};
const patterns: readonly RegExp[] = [
  new RegExp(
    `^(?:${english.ask}[, ]*(?:please )?)*(?:${english.reach}) ?${english.person}\\b(?! (?:under|of|who|that|for my|in my|plan|licen[cs]e|account|role|seat))`,
  ),
  new RegExp(
    `\\b(?:${english.ask}) (?:please )?(?:${english.reach}) ?${english.person}\\b(?! (?:under|of|who|that|for my|in my|plan|licen[cs]e|account|role|seat))`,
  ),
  /^(?:a |an )?(?:real |live |actual )?(?:human|person|agent|operator|representative|someone|customer (?:service|support)|support)(?: (?:please|now|here))?[!. ]*$/,
  /\b(?:i (?:want|need|prefer|demand|would like|'d like)|give me|get me|i'd (?:like|prefer)) (?:a|an|some) (?:real |live |actual )*(?:human|person|agent|representative|operator)(?: to (?:help|talk|answer)\b.*| please| now| here)?[!. ]*$/,
  /\b(?:is there|are there|anybody|anyone) (?:a |any )?(?:real |live |actual )?(?:human|humans|person|people|one|somebody|someone)?\s?(?:(?:i can|to) (?:talk|speak|chat) (?:to|with)|(?:here|there|around)\??$)/,
  /\b(?:call|phone|ring) me(?: back)?\b/,
  /\b(?:stop|no more|enough of|not) (?:this |the |a )?(?:bot|robot|machine)\b/,
  /\b(?:mit|zu|an|von) (?:einem|einer|nem|ner|dem|der|jemand(?:em|en)?|euch|ihnen)? ?(?:echten?m? |richtigen?m? |realen |menschlichen )*(?:mensch(?:en)?|person|mitarbeiter(?:in|s)?|berater(?:in)?|kolleg(?:e|en|in)|jemand(?:em|en)?|support(?:team)?|kundenservice|kundendienst|operator)\b.*\b(?:sprechen|reden|chatten|schreiben|verbind|verbunden|weiterleit|weitergeleitet|telefonieren|ubergeben)/,
  /\b(?:sprechen|reden|verbinde[nt]?|weiterleiten|chatten)\b.*\b(?:mensch(?:en)?|mitarbeiter(?:in)?|echten person|berater(?:in)?|jemandem|kundenservice|kundendienst)\b/,
  /^(?:ein(?:en)? )?(?:echten? |richtigen? )?(?:mensch(?:en)?|mitarbeiter(?:in)?)(?: bitte)?[!. ]*$/,
  /\b(?:rufen sie mich|ruft mich|ruf mich)\b.*\b(?:an|zuruck)\b/,
  /\b(?:hablar|chatear|comunicarme|comunicar|contactar|conectar|conectame|ponme|paseme|pasame|transfierame)\b.*\b(?:con|a)\b (?:una? |el |la |su |un )*(?:persona|humano|agente|operador(?:a)?|alguien|representante|asesor(?:a)?|empleado|servicio al cliente|atencion al cliente)\b/,
  /^(?:una? )?(?:persona|humano|agente|operador)(?: real| humano| por favor)*[!. ]*$/,
  /\b(?:quiero|necesito) (?:una |un )?(?:persona|humano|agente|operador)(?: real| humano)?(?: por favor)?[!. ]*$/,
  /\bllam[ae]me\b/,
];
const refusal =
  /\b(?:don'?t|do not|no need to|without|rather not|never) (?:\w+ ){0,3}?(?:talk|speak|chat|human|person|agent|call)|\b(?:nicht|ohne|kein(?:en)?) (?:\w+ ){0,3}?(?:sprechen|reden|mensch|mitarbeiter)|\bno (?:quiero|necesito) (?:\w+ ){0,2}?(?:hablar|persona|agente)/;
const japanese =
  /(?:担当者|オペレーター|オペレータ|人間|スタッフ|係の?人|有人)(?:の方)?(?:と|に|へ)?(?:.{0,6})(?:話|つな|繋|代わ|かわ|替わ|連絡|相談|対応|お願い)|(?:担当者|オペレーター|人間|スタッフ)(?:を)?(?:お願い|出して|呼んで)|電話(?:を)?(?:して|ください|かけて)/;

/** The visitor asks for a person, in English, German, Spanish or Japanese. */
export function wantsPerson(text: string): boolean {
  if (japanese.test(text)) return true;
  return sentences(text).some(
    (sentence) => !refusal.test(sentence) && patterns.some((pattern) => pattern.test(sentence)),
  );
}

/** Long messages hold their wish in one sentence; each is looked at alone. */
function sentences(text: string): string[] {
  return fold(text.slice(0, 4_000))
    .split(/[.!?\n;]+/)
    .map((sentence) =>
      sentence
        .trim()
        .replace(
          /^(?:hello|hi|hey|hallo|hola|ok|okay|yes|no|well|so|but|and|bitte|por favor|please)[ ,]+/,
          '',
        )
        .replace(/\s+/g, ' '),
    );
}
