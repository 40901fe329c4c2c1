import type { HtmlEscapedString } from 'hono/utils/html';

/** What `html` gives: already escaped. */
export type Markup = HtmlEscapedString | Promise<HtmlEscapedString>;
