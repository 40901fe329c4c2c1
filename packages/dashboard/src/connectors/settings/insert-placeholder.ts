/** A placeholder put where the cursor stood, and where the cursor stands afterwards. Pure. */
export function insertPlaceholder(
  template: string,
  placeholder: string,
  selection: { start: number; end: number },
): { template: string; cursor: number } {
  const word = `{${placeholder}}`;
  const start = Math.min(selection.start, template.length);
  const end = Math.min(Math.max(selection.end, start), template.length);
  return {
    template: template.slice(0, start) + word + template.slice(end),
    cursor: start + word.length,
  };
}
