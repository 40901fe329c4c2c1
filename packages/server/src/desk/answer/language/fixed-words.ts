import type { WidgetLanguage } from '@belay/contract/desk/agent';

/** Everything that we say in our own words; `{name}` is filled in. What comes of knowledge is quoted as it is. */
export interface FixedWords {
  hello: string;
  thanks: string;
  bye: string;
  /** before what was found */
  found: string;
  /** nothing was found: honest, and never a promise */
  unknown: string;
  /** the same, right before a person is called */
  unknownCalling: string;
  /** a file without a word */
  file: string;
  /** nothing can be answered now, and no hand-over of our own */
  unable: string;
  /** in the place of a link that leads elsewhere */
  linkRemoved: string;
  /** answers of our people, as a source */
  team: string;
  ask: string;
  optional: string;
  chooseOf: string;
  invalid: Record<'text' | 'number' | 'email' | 'phone' | 'date' | 'choice', string>;
  cancelHint: string;
  confirm: string;
  yesNo: string;
  cancelled: string;
  begun: string;
}

export const fixedWords: Record<WidgetLanguage, FixedWords> = {
  en: {
    hello: 'Hello! What would you like to know?',
    thanks: 'You’re welcome. Is there anything else?',
    bye: 'Goodbye!',
    found: 'This is what I found:',
    unknown:
      'I don’t know. I found nothing about this in what I was taught. You can ask for a person at any time.',
    unknownCalling: 'I don’t know. I found nothing about this in what I was taught.',
    file: 'I can’t look into files. Tell me in words what you need, or ask for a person at any time.',
    unable: 'I can’t answer this at the moment. You can ask for a person at any time.',
    linkRemoved: '(link removed)',
    team: 'Answer of our team',
    ask: 'Please tell me: {what}',
    optional: '(optional: “skip” leaves it out)',
    chooseOf: 'One of: {choices}',
    invalid: {
      text: 'I need a few words here.',
      number: 'That isn’t a number.',
      email: 'That doesn’t look like an e-mail address.',
      phone: 'That doesn’t look like a phone number.',
      date: 'I need a date, such as 2027-03-31.',
      choice: 'That isn’t one of the choices.',
    },
    cancelHint: '“cancel” stops this.',
    confirm: 'Shall I do this?',
    yesNo: 'Please answer “yes” or “no”.',
    cancelled: 'Stopped. Nothing was sent.',
    begun: '{name}:',
  },
  de: {
    hello: 'Hallo! Was möchten Sie wissen?',
    thanks: 'Gern geschehen. Gibt es noch etwas?',
    bye: 'Auf Wiedersehen!',
    found: 'Das habe ich gefunden:',
    unknown:
      'Das weiß ich nicht. In dem, was ich gelernt habe, steht nichts dazu. Sie können jederzeit nach einem Menschen fragen.',
    unknownCalling: 'Das weiß ich nicht. In dem, was ich gelernt habe, steht nichts dazu.',
    file: 'In Dateien kann ich nicht hineinsehen. Sagen Sie mir in Worten, was Sie brauchen, oder fragen Sie jederzeit nach einem Menschen.',
    unable:
      'Das kann ich gerade nicht beantworten. Sie können jederzeit nach einem Menschen fragen.',
    linkRemoved: '(Link entfernt)',
    team: 'Antwort unseres Teams',
    ask: 'Bitte sagen Sie mir: {what}',
    optional: '(freiwillig: „weiter“ lässt es aus)',
    chooseOf: 'Eines von: {choices}',
    invalid: {
      text: 'Hier brauche ich ein paar Worte.',
      number: 'Das ist keine Zahl.',
      email: 'Das sieht nicht nach einer E-Mail-Adresse aus.',
      phone: 'Das sieht nicht nach einer Telefonnummer aus.',
      date: 'Ich brauche ein Datum, etwa 31.03.2027.',
      choice: 'Das steht nicht zur Wahl.',
    },
    cancelHint: '„Abbrechen“ beendet das.',
    confirm: 'Soll ich das tun?',
    yesNo: 'Bitte antworten Sie mit „ja“ oder „nein“.',
    cancelled: 'Abgebrochen. Es wurde nichts gesendet.',
    begun: '{name}:',
  },
  es: {
    hello: '¡Hola! ¿Qué quiere saber?',
    thanks: 'De nada. ¿Algo más?',
    bye: '¡Hasta luego!',
    found: 'Esto es lo que encontré:',
    unknown:
      'No lo sé. En lo que he aprendido no hay nada sobre esto. Puede pedir hablar con una persona en cualquier momento.',
    unknownCalling: 'No lo sé. En lo que he aprendido no hay nada sobre esto.',
    file: 'No puedo ver archivos. Dígame con palabras qué necesita, o pida hablar con una persona en cualquier momento.',
    unable:
      'Ahora no puedo responder a esto. Puede pedir hablar con una persona en cualquier momento.',
    linkRemoved: '(enlace eliminado)',
    team: 'Respuesta de nuestro equipo',
    ask: 'Por favor, dígame: {what}',
    optional: '(opcional: «saltar» lo omite)',
    chooseOf: 'Una de: {choices}',
    invalid: {
      text: 'Aquí necesito unas palabras.',
      number: 'Eso no es un número.',
      email: 'Eso no parece una dirección de correo.',
      phone: 'Eso no parece un número de teléfono.',
      date: 'Necesito una fecha, como 31/03/2027.',
      choice: 'Eso no está entre las opciones.',
    },
    cancelHint: '«cancelar» lo detiene.',
    confirm: '¿Lo hago?',
    yesNo: 'Responda «sí» o «no», por favor.',
    cancelled: 'Detenido. No se ha enviado nada.',
    begun: '{name}:',
  },
  ja: {
    hello: 'こんにちは。何をお知りになりたいですか？',
    thanks: 'どういたしまして。ほかに何かありますか？',
    bye: 'さようなら。',
    found: '次の情報が見つかりました。',
    unknown:
      '申し訳ありませんが、わかりません。学んだ内容の中に該当する情報がありませんでした。いつでも「担当者と話したい」とお伝えください。',
    unknownCalling:
      '申し訳ありませんが、わかりません。学んだ内容の中に該当する情報がありませんでした。',
    file: 'ファイルの中身は確認できません。ご用件を文章でお伝えいただくか、いつでも「担当者と話したい」とお伝えください。',
    unable: '現在お答えできません。いつでも「担当者と話したい」とお伝えください。',
    linkRemoved: '（リンク削除）',
    team: '当社チームの回答',
    ask: '次を教えてください：{what}',
    optional: '（任意：「スキップ」で省略）',
    chooseOf: '次のいずれか：{choices}',
    invalid: {
      text: '文字で入力してください。',
      number: '数字ではないようです。',
      email: 'メールアドレスではないようです。',
      phone: '電話番号ではないようです。',
      date: '日付を入力してください（例：2027-03-31）。',
      choice: '選択肢にありません。',
    },
    cancelHint: '「キャンセル」で中止します。',
    confirm: '実行してよろしいですか？',
    yesNo: '「はい」か「いいえ」でお答えください。',
    cancelled: '中止しました。何も送信していません。',
    begun: '{name}：',
  },
};

export function fill(words: string, values: Record<string, string>): string {
  return words.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
}
