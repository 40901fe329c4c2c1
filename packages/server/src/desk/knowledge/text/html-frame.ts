/** What an open element means for the text in it. */
export interface Frame {
  isSkipped: boolean;
  inMain: boolean;
  isLink: boolean;
  isPre: boolean;
  /** a line of a list or a table */
  isTight: boolean;
  inRow: boolean;
  heading: number | undefined;
}

const words = (list: string) => new Set(list.split(' '));
const neverRead = words(
  'script style noscript template svg math canvas iframe object embed video audio map select option button input textarea dialog nav footer',
);
/** Part of what is said inside of the main text, decoration outside. */
const aside = words('header aside');
const skippedRoles = words(
  'navigation banner contentinfo search complementary menu menubar toolbar dialog alertdialog',
);
const decoration = /(^|[\s_-])(cookie|consent|breadcrumbs?|skip-link|sr-only|visually-hidden)/i;
const blocks = words(
  'address article aside blockquote body caption center dd details dialog div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr html legend li main nav ol option p pre section summary table tbody td tfoot th thead title tr ul',
);

export const isBlock = (name: string) => blocks.has(name);

export function frameOf(
  name: string,
  attributes: Record<string, string>,
  outer: Frame | undefined,
): Frame {
  const inMain =
    (outer?.inMain ?? false) || name === 'main' || name === 'article' || attributes.role === 'main';
  return {
    isSkipped: (outer?.isSkipped ?? false) || isSkipped(name, attributes, inMain),
    inMain,
    isLink: (outer?.isLink ?? false) || name === 'a',
    isPre: (outer?.isPre ?? false) || name === 'pre',
    isTight: name === 'li' || name === 'tr' || (!isBlock(name) && (outer?.isTight ?? false)),
    inRow: (outer?.inRow ?? false) || name === 'tr',
    heading: headingOf(name) ?? (isBlock(name) ? undefined : outer?.heading),
  };
}

function headingOf(name: string): number | undefined {
  return /^h[1-6]$/.test(name) ? Number(name[1]) : undefined;
}

function isSkipped(name: string, attributes: Record<string, string>, inMain: boolean): boolean {
  if (name === 'html' || name === 'body') return false;
  return (
    neverRead.has(name) ||
    (!inMain && aside.has(name)) ||
    skippedRoles.has(attributes.role ?? '') ||
    attributes.hidden !== undefined ||
    attributes['aria-hidden'] === 'true' ||
    /display:\s*none/i.test(attributes.style ?? '') ||
    (name !== 'main' && decoration.test(`${attributes.class ?? ''} ${attributes.id ?? ''}`))
  );
}
