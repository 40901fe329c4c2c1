import { stem } from './stem.ts';
import { fold } from './terms.ts';

/**
 * Words with which people ask, rather than name what they ask about: a text may answer without
 * them. They count for little, and that a memory doesn't know them says nothing.
 */
const words = `policy policies information info details detail deadline rule rules process procedure way option options period
  amount number kind type support allow allowed accept accepted provide include included including send sent receive received bring
  company business customer customers people team product products item items stuff service services website site page online
  usually normal normally maximum minimum max min limit per each total exact exactly currently current available availability
  start starts begin end stay keep happen explain describe show list learn contact reach say mean idea advice recommend
  recommended recommendation suggest suggested best correct proper properly safe safely require required requirement necessary
  eligible possible arrive arrives expect apply applies due early late fast quick quickly slow able worth better special
  regular standard purpose difference problem issue issues trouble care call matter case place situation reason old
  today tomorrow yesterday week month year hour minute time times long
  run runs function functions operate operates charge charges see
  願い お願 教え 知り 可能 何時 時間
  richtlinie regeln information informationen infos angebot anbieten anfrage moglichkeit moglich erlaubt akzeptiert akzeptieren
  frist zeitraum dauer dauert dauern firma unternehmen kunde kunden produkt produkte artikel ware waren seite webseite
  normalerweise maximal minimal verfugbar beginnen enden erklaren zeigen empfehlen empfohlen empfehlung sicher notig erforderlich unterschied
  problem heute morgen gestern woche monat jahr stunde minute uhr tage zeit tag spatestens fruhestens
  politica reglas informacion detalles plazo proceso manera opcion opciones cantidad tipo permite permitido acepta aceptan ofrecen
  ofrece incluye incluido enviar recibir empresa cliente clientes producto productos articulo articulos servicio pagina sitio
  normalmente maximo minimo disponible empieza termina explicar mostrar recomienda recomendado seguro necesario diferencia problema
  duran dura tarda tardan demora hoy manana ayer semana mes ano hora minuto dias dia veces vez`;

const keys: ReadonlySet<string> = new Set(words.split(/\s+/).map((word) => stem(fold(word))));

/** Of a term's key. */
export function isSoft(key: string): boolean {
  return keys.has(key);
}
