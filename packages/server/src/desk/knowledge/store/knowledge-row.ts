import type { KnowledgeKind, KnowledgeView } from '@belay/contract/desk/knowledge';
import type { DocumentFormat } from '../documents/sniff-document.ts';

/** What was given, by kind. */
export type Given =
  | { kind: 'text'; title: string; text: string }
  | { kind: 'qa'; question: string; answer: string }
  | { kind: 'document'; name: string; format: DocumentFormat; size: number }
  /** `base`: where the address really leads */
  | { kind: 'site'; url: string; pages: number; base?: string };

export interface KnowledgeRow {
  /** uuids */
  tenant: string;
  id: string;
  agent: string;
  kind: KnowledgeKind;
  title: string;
  given: Given;
  state: KnowledgeView['state'];
  reason: string | null;
  /** grows with every change: what an older run teaches is discarded */
  version: number;
  created_at: Date;
  updated_at: Date;
}

export const knowledgeColumns = `k.tenant, k.id, k.agent, k.kind, k.title, k.given, k.state, k.reason,
  k.version, k.created_at, k.updated_at`;
