import { z } from 'zod';
import { line, plain } from './text.ts';

/** What an agent is taught by hand; channels of Slack are scopes (`agentScopesBody`). */
export const knowledgeKinds = ['text', 'qa', 'document', 'site'] as const;
export type KnowledgeKind = (typeof knowledgeKinds)[number];

const text = z.strictObject({ kind: z.literal('text'), title: line(160), text: plain(200_000) });
const qa = z.strictObject({
  kind: z.literal('qa'),
  question: plain(2000).refine((value) => value.trim() !== '', 'a question'),
  answer: plain(20_000).refine((value) => value.trim() !== '', 'an answer'),
});
const siteBound = z.number().int().min(1).max(500);
const site = z.strictObject({
  kind: z.literal('site'),
  url: z.url({ protocol: /^https?$/ }).max(2000),
  /** pages below that address, at most */
  pages: siteBound.default(50),
});

/** The largest document, in bytes. */
export const largestDocument = 20 * 1024 * 1024;
/** `POST /v1/agents/{id}/knowledge`. Documents are uploaded to `…/knowledge/documents?name=` as bytes. */
export const knowledgeBody = z.discriminatedUnion('kind', [text, qa, site]);
export type KnowledgeBody = z.output<typeof knowledgeBody>;
/** `PATCH …/knowledge/{id}`: a new version of a text or Q&A, or another bound of a site. */
export const patchKnowledgeBodies = {
  text: text.omit({ kind: true }),
  qa: qa.omit({ kind: true }),
  site: z.strictObject({ pages: siteBound }),
};
export const patchKnowledgeBody = z.union(Object.values(patchKnowledgeBodies));

/** `POST …/knowledge/documents`. */
export const documentQuery = z.object({ name: line(160) });

/** `GET /v1/agents/{id}/knowledge`, the newest first. */
export const knowledgeQuery = z.object({
  kind: z.enum(knowledgeKinds).optional(),
  /** part of a title */
  query: z.string().max(200).optional(),
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(100),
});
export interface KnowledgePage {
  items: KnowledgeView[];
  next_cursor: string | null;
}

export interface KnowledgeView {
  id: string;
  kind: KnowledgeKind;
  title: string;
  /**
   * `learning`: being read; `partial`: some pages failed; `failed`: nothing could be taught;
   * `removing`: being forgotten, then gone
   */
  state: 'learning' | 'ready' | 'partial' | 'failed' | 'removing';
  /** what happened and what to do, where there is something to say */
  sentence: string | null;
  /** pieces in memory */
  pieces: number;
  /** of a site */
  pages: { done: number; found: number; failed: { url: string; reason: string }[] } | null;
  url: string | null;
  /** in lists null, as `answer` is */
  text: string | null;
  question: string | null;
  answer: string | null;
  created_at: string;
  updated_at: string;
}
