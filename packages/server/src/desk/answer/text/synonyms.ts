import { termsOf } from './terms.ts';

/** Words for one thing in what people ask a business; several languages, so that one finds the other. */
const groups = `
refund, refunds, reimburse, reimbursement, moneyback, erstattung, erstatten, ruckerstattung, reembolso, reembolsar, devolucion, 返金
return, returns, retoure, rucksendung, ruckgabe, zuruckgeben, zurucksenden, zuruckschicken, devolver, 返品, 返却
exchange, swap, umtausch, umtauschen, cambiar, cambio, 交換
price, prices, cost, costs, pricing, fee, fees, charge, preis, preise, kostet, kosten, gebuhr, precio, precios, cuesta, cuestan, coste, costo, tarifa, 価格, 料金, 値段
shipping, ship, shipment, postage, porto, versandkosten, gastos, delivery, deliver, dispatch, versand, versenden, versendet, lieferung, liefern, liefert, lieferzeit, envio, enviar, envian, entrega, 配送, 発送, 送料
open, opening, opens, hours, geoffnet, offnungszeiten, offnet, offnen, abierto, abren, abre, horario, horarios, apertura, 営業, 開店
close, closed, closing, closes, geschlossen, schliesst, schliessen, cerrado, cierra, cierran, 閉店, 休業, 定休
phone, telephone, telefon, telefonnummer, telefono, 電話
email, mail, e-mail, mailadresse, correo, メール
address, located, location, lane, street, road, avenue, strasse, calle, adresse, standort, direccion, ubicacion, ubicado, 住所, 場所
cancel, cancellation, cancelling, terminate, unsubscribe, kundigen, kundigung, stornieren, stornierung, abbestellen, cancelar, cancelacion, anular, 解約, キャンセル
warranty, guarantee, guaranteed, garantie, gewahrleistung, garantia, 保証
invoice, invoices, bill, billing, receipt, rechnung, rechnungen, factura, facturas, 請求, 領収
payment, pay, paying, paid, zahlung, zahlen, bezahlen, bezahlung, zahlungsarten, pago, pagar, pagos, 支払
password, passwort, kennwort, contrasena, パス, ワード
login, signin, logon, anmelden, anmeldung, einloggen, ログ
account, konto, cuenta, アカ
order, orders, purchase, buy, bought, bestellung, bestellen, bestellt, kaufen, pedido, pedidos, comprar, compra, 注文, 購入
broken, defective, faulty, damaged, damage, defekt, kaputt, beschadigt, roto, danado, defectuoso, 故障, 破損
lost, missing, lose, verloren, verlieren, perdido, perdi, 紛失
repair, repairs, fix, reparatur, reparieren, reparacion, reparar, 修理
discount, discounts, coupon, voucher, promo, rabatt, gutschein, descuento, cupon, 割引
free, gratis, kostenlos, kostenfrei, gratuito, gratuita, 無料
weekend, saturday, sunday, saturdays, sundays, wochenende, samstag, samstags, sonntag, sonntags, domingo, domingos, sabado, sabados, 土曜, 日曜, 週末
holiday, holidays, feiertag, feiertage, feiertagen, festivo, festivos, 祝日
student, students, studenten, studierende, estudiante, estudiantes, 学生
size, sizes, grosse, grossen, talla, tallas, tamano, サイ
course, courses, class, classes, lesson, lessons, kurs, kurse, curso, cursos, clase, clases
track, tracking, sendungsverfolgung, verfolgen, rastrear, seguimiento, 追跡
change, changing, modify, edit, update, andern, anderung, aktualisieren, modificar, actualizar, 変更
delete, remove, erase, loschen, entfernen, borrar, eliminar, 削除
temperature, temperatures, degree, degrees, temperatur, grad, temperatura, grados, hot, 温度
parking, park, parken, parkplatz, parkplatze, aparcamiento, aparcar, estacionamiento, 駐車
`;

/** What a text speaks of by what it holds: an amount of money is a price, whatever words stand around it. */
const signs: [word: string, sign: RegExp][] = [
  [
    'price',
    /[€$£¥]\s?\d|\d\s?(?:[€$£¥]|eur\b|euros?\b|usd\b|dollars?\b|pounds?\b|francs?\b|franken\b|円)/i,
  ],
  ['temperature', /\d\s?(?:°|degrees?\b|grad\b|grados\b)/i],
  ['phone', /(?:\+|\b0)\d[\d\s/().-]{5,}\d/],
  ['email', /[\w.+-]+@[\w-]+\.\w{2,}/],
  [
    'address',
    /\b\p{Lu}[\p{L}-]+ (?:lane|street|road|avenue|square|drive|way|st\.|rd\.|ave\.) \d|\b\d+ (?:\p{Lu}[\p{L}-]+ ){1,2}(?:lane|street|road|avenue|square|drive|st\.|rd\.)|(?:straße|strasse|str\.|gasse|platz|weg|allee) \d|\b(?:calle|avenida|plaza) (?:\p{L}+ ){1,4}\d|\d丁目|〒/iu,
  ],
];

const groupOf = new Map<string, number>();
const wordsOf: string[][] = [];
for (const line of groups.trim().split('\n')) {
  const words = line.split(',').map((word) => word.trim());
  const group = wordsOf.push(words) - 1;
  for (const word of words)
    for (const { key } of termsOf(word)) if (!groupOf.has(key)) groupOf.set(key, group);
}

/** Terms of one group mean the same to whoever asks; undefined: it has none. */
export function meaningOf(key: string): number | undefined {
  return groupOf.get(key);
}

/** Other words for a term. */
export function otherWords(key: string): string[] {
  const group = groupOf.get(key);
  return group === undefined ? [] : (wordsOf[group] ?? []);
}

/** What a text is about without the words for it. */
export function signsIn(text: string): number[] {
  return signs.flatMap(([word, sign]) => {
    const [term] = sign.test(text) ? termsOf(word) : [];
    return meaningOf(term?.key ?? '') ?? [];
  });
}
