/** What the launcher is called: open, close. The chat brings its own words. */
const words: Record<string, [open: string, close: string]> = {
  en: ['Open chat', 'Close chat'],
  de: ['Chat öffnen', 'Chat schließen'],
  es: ['Abrir el chat', 'Cerrar el chat'],
  ja: ['チャットを開く', 'チャットを閉じる'],
};

/** In the first of the visitor's languages that the agent speaks, else in the agent's first. */
export function launcherWords(wanted: readonly string[], spoken: readonly string[]) {
  const found = wanted.map((tag) => tag.slice(0, 2)).find((tag) => spoken.includes(tag));
  return words[found ?? spoken[0] ?? 'en'] ?? (words.en as [string, string]);
}
