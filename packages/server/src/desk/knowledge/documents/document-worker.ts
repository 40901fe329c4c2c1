import { parentPort, workerData } from 'node:worker_threads';
import { KnowledgeTrouble } from '../knowledge-trouble.ts';
import { documentText } from './document-text.ts';
import type { DocumentFormat } from './sniff-document.ts';

// the thread that `read-document.ts` starts for one document, with bounds on memory and time
const { bytes, format } = workerData as { bytes: Uint8Array; format: DocumentFormat };
try {
  parentPort?.postMessage({ read: await documentText(bytes, format) });
} catch (error) {
  if (!(error instanceof KnowledgeTrouble)) throw error;
  parentPort?.postMessage({ trouble: error.message });
}
