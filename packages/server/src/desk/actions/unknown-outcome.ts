import { type WidgetLanguage, widgetLanguages } from '@belay/contract/desk/agent';

const sentences: Record<WidgetLanguage, string> = {
  en: 'I sent this, but I don’t know whether it worked: no answer came. Please don’t repeat it before somebody has looked.',
  de: 'Ich habe das abgeschickt, weiß aber nicht, ob es geklappt hat: Es kam keine Antwort. Bitte wiederholen Sie es nicht, bevor jemand nachgesehen hat.',
  es: 'Lo he enviado, pero no sé si ha funcionado: no llegó ninguna respuesta. Por favor, no lo repita antes de que alguien lo haya comprobado.',
  ja: '送信しましたが、返答がなく、成功したかどうか分かりません。担当者が確認するまで、もう一度行わないでください。',
};

/** What a visitor is told of a run that nobody knows the end of, in their language. */
export function unknownOutcome(language: string | null): string {
  const code = language?.slice(0, 2).toLowerCase();
  return sentences[widgetLanguages.find((known) => known === code) ?? 'en'];
}
