import { fold } from '../text/terms.ts';

/**
 * A sentence that says a person of ours will come, call, write or look into it. A false alarm costs
 * a hand-over that nobody asked for, a miss costs a promise that nobody keeps: offers ("you can ask
 * for a person"), conditions and plain facts are let through, statements about the future are not.
 */
const who =
  '(?:i|we|one of us|someone|somebody|a (?:human|person|colleague|specialist|representative|manager|team ?member|member of (?:our|the) (?:staff|team))|an? (?:support |human |live |customer service |sales )?(?:agent|operator|expert|representative)|(?:our|the|my) (?:\\w+ )?(?:team|support|staff|colleagues?|agents?|experts?|specialists?|manager|engineers?|people)|(?:a|one) (?:of|from) (?:our|the|my) [\\w ]{2,30}|(?:someone|somebody) (?:from|on|in|of) [\\w ]{2,30})';
const will =
  "(?:'ll|will|shall|am going to|are going to|is going to|'m going to|'re going to|can have|am about to)";
const soon =
  '(?: (?:also|then|now|soon|shortly|surely|gladly|happily|personally|certainly|definitely|just))*';
const act =
  '(?:call|phone|ring|contact|e-?mail|write (?:to )?you|text you|message you|reach out|get back|come back|get in touch|be in touch|be with you|join|follow up|respond|reply|answer you|take over|assist you|help you|look into|investigate|forward|escalate|transfer|connect you|hand (?:you |this |it )?over|pass (?:this|it|you|your)|put you through|notify|inform|let (?:the|our|my) |ask (?:a|the|our|my|someone)|arrange|send (?:someone|somebody|a (?:person|colleague|technician)|you (?:an? )?e-?mail)|be there|have (?:someone|somebody|a|our|the) [\\w ]{2,30}(?:call|contact|reach|write|e-?mail|get|look)|speak (?:to|with) you)';

const english = [
  new RegExp(`\\b${who} ?${will}${soon} ${act}\\b`),
  new RegExp(
    `\\byou(?:'ll| will| shall| are going to)${soon} (?:hear (?:from|back)|be (?:contacted|called|connected|transferred|reached|put through)|(?:get|receive) (?:a call|an? (?:e-?mail|answer|reply|response|call ?back)))\\b`,
  ),
  /\b(?:i(?:'ve| have)|we(?:'ve| have)) (?:already |just |now )*(?:called|notified|informed|asked|told|alerted|contacted|escalated|forwarded|transferred|passed|handed|let|arranged|requested|raised|created a ticket|opened a ticket|e-?mailed)\b/,
  /\b(?:i(?:'m| am)|we(?:'re| are)) (?:now |just )*(?:connecting|transferring|forwarding|escalating|handing|passing|calling|notifying|contacting|getting (?:a|someone|somebody)|putting you|looking into)\b/,
  /\b(?:someone|somebody|a (?:human|person|colleague|representative|specialist)|an? (?:agent|operator)|our (?:team|support|staff)|help) (?:is|are) (?:already |now )*(?:on (?:the|its|their|his|her) way|coming|joining|going to be|looking into)\b/,
  /\b(?:expect|await) (?:a|an|our|their|to hear) (?:call|e-?mail|reply|answer|response|back|from)\b/,
  /\blet me (?:connect|transfer|escalate|forward|hand|pass|get (?:a|someone|somebody|you)|put you|call|contact|notify)\b/,
  /\b(?:please )?(?:hold on|stay on the line|one moment|bear with me)[ ,a-z]{0,20}\b(?:while|until|till) (?:i|we|someone|a|an)\b/,
];
const german = [
  /\b(?:ich|wir|jemand|ein(?:e|er)? (?:mensch|person|mitarbeiter\w*|kolleg\w*|berater\w*|team\w*)|einer unserer|eine unserer|(?:unser|das|mein) (?:\w+-?)?(?:team|support|kundenservice|kundendienst|service)|(?:unsere|meine|die) (?:kolleg\w*|mitarbeiter\w*|expert\w*))\b(?: \w+){0,6}? (?:wird|werde|werden)\b.{0,80}?\b(?:melden|anrufen|zuruckrufen|kontaktieren|schreiben|antworten|helfen|kummern|ubernehmen|weiterleiten|verbinden|informieren|prufen|kommen|zuruckmelden|mailen|bescheid)/,
  /\b(?:wird|werde|werden) (?:ich|wir|sich|jemand|ein\w* (?:mitarbeiter\w*|kolleg\w*|mensch|person|berater\w*)|unser \w+|unsere \w+)\b.{0,80}?\b(?:melden|anrufen|zuruckrufen|kontaktieren|schreiben|antworten|helfen|kummern|ubernehmen|weiterleiten|verbinden|informieren|prufen)/,
  /\b(?:wird|werden)\b.{0,60}?\bsich\b.{0,60}?\b(?:melden|kummern)\b/,
  /\b(?:ich|wir) (?:rufe?n?|verbinde[nt]?|leiten?|melden?|kontaktieren?|informieren?|schreiben?|gebe?n?|hole?n?|kummern?|ubergebe?n?|frage?n?)\b.{0,60}?\b(?:an|zuruck|weiter|uns|mich|sie|dich|bescheid|kolleg\w*|mitarbeiter\w*|jemanden|team|darum)\b/,
  /\b(?:jemand|ein\w* (?:mitarbeiter\w*|kolleg\w*|mensch|person|berater\w*)|unser \w*(?:team|support|service)) (?:meldet|ruft|kontaktiert|schreibt|kummert|ubernimmt|hilft|kommt|antwortet)\b/,
  /\b(?:ich|wir) haben? (?:\w+ ){0,6}?(?:informiert|benachrichtigt|weitergeleitet|weitergegeben|verstandigt|beauftragt|gebeten|kontaktiert|angerufen)\b/,
  /\b(?:sie|du) (?:horen|horst|bekommen|bekommst|erhalten|erhaltst|werden|wirst)\b.{0,40}?\b(?:von uns|anruf|ruckruf|antwort|kontaktiert|angerufen|verbunden)\b/,
];
const spanish = [
  /\b(?:(?:un|una|algun|nuestro|nuestra|el|la|mi) )?(?:persona|agente|colega|companero|companera|operador\w*|representante|especialista|equipo(?: de \w+)?|asesor\w*|alguien|humano)(?: [\w ]{0,30}?)? (?:le |te |se |os |les |lo |la )*(?:llamara|contactara|escribira|atendera|respondera|contestara|ayudara|pondra|comunicara|unira|va a \w+|revisara|hara cargo)\b/,
  /\b(?:le|te|les|os) (?:llamar|contactar|escribir|atender|responder|contestar|ayudar|pondr|comunicar|transferir|conectar|avisar|enviar|pasar)(?:emos|e|an|a)\b/,
  /\b(?:nos|me) (?:pondremos|pondre|comunicaremos|comunicare) (?:en contacto|con)\b/,
  /\b(?:voy|vamos) a (?:llamar|contactar|escribir|transferir|conectar|comunicar|pasar|avisar|escalar|poner)\w*\b/,
  /\b(?:le|te) (?:paso|transfiero|conecto|comunico|pongo) (?:con|en)\b/,
  /\b(?:he|hemos) (?:avisado|notificado|informado|contactado|llamado|escalado|transferido|pedido)\b/,
  /\b(?:recibira|recibiras|tendra|tendras) (?:una|un|nuestra) (?:llamada|correo|respuesta|e-?mail)\b/,
];
const japanese = [
  /(?:担当者|オペレーター|スタッフ|係|チーム|弊社|こちら|私|わたし)(?:.{0,20})(?:ご?連絡|お?電話|返信|返答|回答|対応|お繋ぎ|おつなぎ|引き継|ご案内)(?:を)?(?:いた|致)?(?:し|させ)?(?:ます|てまいります|て参ります|ていただきます|ております)/,
  /(?:ご連絡|お電話|折り返し|お繋ぎ|おつなぎ|転送|エスカレーション)(?:を)?(?:いた|差し上げ|さしあげ|させ|し)(?:します|ます|ていただきます|ています|ております|ました)/,
];
/** What is offered, asked or depends on the visitor isn't promised. */
const offer =
  /^(?:if|when|in case|should you|would you|do you|shall i|shall we|can i|may i|you can|you could|you may|wenn|falls|sobald|mochten|mochtest|soll ich|sollen wir|sie konnen|du kannst|si|cuando|quiere|quieres|desea|puede|puedes)\b/;
/** In the second half of such a sentence a promise may still stand: "If you like, I will call you". */
const bound = /\b(?:i|we|someone|somebody|our team)(?:'ll| will| am going to)\b/;
const denial =
  /\b(?:can'?t|cannot|can not|won'?t|will not|unable to|not able to|don'?t|never)\b(?: \w+){0,3} (?:call|contact|e-?mail|write|connect|transfer|promise|reach)|\b(?:kann|konnen|werde|werden) (?:\w+ ){0,3}?(?:nicht|niemand\w*|kein\w*)\b|\bno (?:puedo|podemos|le|te)\b/;

/** Whether a sentence promises a person, a call or a letter (en, de, es, ja). */
export function promisesPerson(sentence: string): boolean {
  if (japanese.some((pattern) => pattern.test(sentence)) && !/[?？]|ますか/.test(sentence))
    return true;
  const text = fold(sentence.slice(0, 2_000))
    .replace(/\s+/g, ' ')
    .replace(/^[^\p{L}\p{N}]+/u, '');
  if (denial.test(text)) return false;
  if (offer.test(text) && (/\?\s*$/.test(text) || !bound.test(text))) return false;
  if (/\?[\s"'”)]*$/.test(text) && !/\b(?:will|'ll) (?:call|contact|e-?mail)/.test(text))
    return false;
  return [...english, ...german, ...spanish].some((pattern) => pattern.test(text));
}
