import { type WidgetLanguage, widgetLanguages } from '@belay/contract/desk/agent';

/** What a letter says in our own words. */
export interface LetterWords {
  /** of agent and conversation */
  subject(agent: string, number: string): string;
  hello: string;
  /** before the words of one of us */
  wrote(name: string): string;
  files(count: number): string;
  /** before the link */
  goOn: string;
  /** after it */
  elsewhere(number: string): string;
  why(agent: string): string;
}

const words: Record<WidgetLanguage, LetterWords> = {
  en: {
    subject: (agent, number) => `${agent}: an answer to your question (#${number})`,
    hello: 'Hello,\n\nwhile you were away, you got an answer.',
    wrote: (name) => `${name} wrote:`,
    files: (count) =>
      count === 1 ? '(with a file, in the chat)' : `(with ${count} files, in the chat)`,
    goOn: 'Go on here:',
    elsewhere: (number) =>
      `In the browser that you wrote from, the conversation goes on. From another device, begin a new one and mention #${number}. Replies to this e-mail don't reach the chat.`,
    why: (agent) =>
      `You get this because your address was given in a chat with ${agent}. If that wasn't you, ignore it.`,
  },
  de: {
    subject: (agent, number) => `${agent}: eine Antwort auf Ihre Frage (#${number})`,
    hello: 'Guten Tag,\n\nwährend Sie fort waren, kam eine Antwort.',
    wrote: (name) => `${name} schrieb:`,
    files: (count) =>
      count === 1 ? '(mit einer Datei, im Chat)' : `(mit ${count} Dateien, im Chat)`,
    goOn: 'Hier geht es weiter:',
    elsewhere: (number) =>
      `In dem Browser, aus dem Sie geschrieben haben, geht das Gespräch weiter. Auf einem anderen Gerät beginnen Sie ein neues und nennen #${number}. Antworten auf diese E-Mail kommen im Chat nicht an.`,
    why: (agent) =>
      `Sie bekommen dies, weil Ihre Adresse in einem Chat mit ${agent} angegeben wurde. Waren Sie das nicht, beachten Sie es nicht weiter.`,
  },
  es: {
    subject: (agent, number) => `${agent}: una respuesta a su pregunta (#${number})`,
    hello: 'Hola:\n\nmientras no estaba, llegó una respuesta.',
    wrote: (name) => `${name} escribió:`,
    files: (count) =>
      count === 1 ? '(con un archivo, en el chat)' : `(con ${count} archivos, en el chat)`,
    goOn: 'Continúe aquí:',
    elsewhere: (number) =>
      `En el navegador desde el que escribió, la conversación continúa. En otro dispositivo, empiece una nueva y mencione #${number}. Las respuestas a este correo no llegan al chat.`,
    why: (agent) =>
      `Recibe esto porque se indicó su dirección en un chat con ${agent}. Si no fue usted, no haga caso.`,
  },
  ja: {
    subject: (agent, number) => `${agent}：ご質問への回答（#${number}）`,
    hello: 'こんにちは。\n\nご不在の間に回答がありました。',
    wrote: (name) => `${name} より：`,
    files: (count) => `（ファイル ${count} 件、チャット内）`,
    goOn: '続きはこちら：',
    elsewhere: (number) =>
      `お書きになったブラウザでは会話がそのまま続きます。別の端末では新しく始めて #${number} とお伝えください。このメールへの返信はチャットには届きません。`,
    why: (agent) =>
      `${agent} とのチャットでこのアドレスが入力されたため、お送りしています。心当たりがなければ無視してください。`,
  },
};

/** In the visitor's language, or in the first of the agent's. */
export function letterWords(language: string | null, fallback: WidgetLanguage): LetterWords {
  const code = language?.slice(0, 2).toLowerCase();
  return words[widgetLanguages.find((known) => known === code) ?? fallback];
}
