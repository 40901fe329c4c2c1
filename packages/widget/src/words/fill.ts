/** `{name}` in a sentence replaced by its parameter. Parameters are plain text and stay it. */
export function fill(sentence: string, parameters: Record<string, string | number>): string {
  return sentence.replace(/\{(\w+)\}/g, (whole, name: string) => String(parameters[name] ?? whole));
}
