const segmenter = new Intl.Segmenter('en', { granularity: 'sentence' });
/** After these a full stop ends no sentence. */
const abbreviation =
  /(^|[\s(])(e\.g|i\.e|etc|approx|vs|mr|mrs|ms|dr|st|no|nr|inc|ltd|z\.b|d\.h|ca|bzw|ggf|usw|inkl|p\.ej|sr|sra|ud|aprox|\p{L})\.\s*$/iu;

/** The sentences of a text; a line of its own is one, so is each point of a list. */
export function sentencesOf(text: string): string[] {
  return text
    .split(/\n+/)
    .flatMap(sentencesOfLine)
    .filter((sentence) => /[\p{L}\p{N}]/u.test(sentence));
}

function sentencesOfLine(line: string): string[] {
  const sentences: string[] = [];
  let open = '';
  for (const { segment } of segmenter.segment(line)) {
    open += segment;
    // the "?" of an address is followed by no space
    if (abbreviation.test(open) || !/(?:\s|[。！？」』）])$/u.test(open)) continue;
    sentences.push(open.trim());
    open = '';
  }
  if (open.trim() !== '') sentences.push(open.trim());
  return sentences.filter((sentence) => sentence !== '');
}
