import { createHash } from 'node:crypto';
import { type Experience, experience } from '@belay/contract/experience';
import type { Memory, MemoryError, PreparedWrite, WriteResult } from '../ports.ts';

const listAtOnce = 100;

interface Event {
  eventId: string;
  body: string;
  experience: Experience;
  forgotten: boolean;
}

/** A memory with CortexDB's idempotency, for tests: checks every envelope against the contract. */
export class CortexDouble implements Memory {
  readonly events: Event[] = [];
  readonly blobs = new Map<string, Uint8Array>();
  /** thrown by the next calls, one each */
  readonly outages: MemoryError[] = [];
  captures = 0;
  readonly #byKey = new Map<string, Event>();

  /** what is there now, in the order of capture */
  get live(): Experience[] {
    return this.events.filter(({ forgotten }) => !forgotten).map((event) => event.experience);
  }

  get texts(): string[] {
    return this.live.flatMap(({ content }) => (content.kind === 'message' ? [content.text] : []));
  }

  find(key: string): Event | undefined {
    return this.#byKey.get(key);
  }

  async capture(writes: PreparedWrite[]): Promise<WriteResult[]> {
    this.#fail();
    this.captures += 1;
    return writes.map((write) => this.#captureOne(write));
  }

  #captureOne({ key, body }: PreparedWrite): WriteResult {
    const parsed = experience.safeParse(JSON.parse(body));
    if (!parsed.success)
      return { outcome: 'refused', code: 'INVALID_ENVELOPE', message: parsed.error.message };
    const known = this.#byKey.get(key);
    if (known?.forgotten)
      return { outcome: 'captured', eventId: known.eventId, replayed: true, forgotten: true };
    if (known && known.body !== body) return { outcome: 'conflict', eventId: known.eventId };
    if (known)
      return { outcome: 'captured', eventId: known.eventId, replayed: true, forgotten: false };
    const eventId = `evt_${(this.events.length + 1).toString(16).padStart(32, '0')}`;
    const event = { eventId, body, experience: parsed.data, forgotten: false };
    this.events.push(event);
    this.#byKey.set(key, event);
    return { outcome: 'captured', eventId, replayed: false, forgotten: false };
  }

  async putBlob(body: ReadableStream<Uint8Array>) {
    this.#fail();
    const bytes = new Uint8Array(await new Response(body).arrayBuffer());
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    this.blobs.set(`blob_${sha256}`, bytes);
    return { blobId: `blob_${sha256}`, size: bytes.length, sha256 };
  }

  async byKey(key: string) {
    const event = this.#byKey.get(key);
    if (!event) return undefined;
    const { eventId, experience, forgotten } = event;
    return forgotten ? { eventId } : { eventId, experience };
  }

  async forget(_scope: string, eventIds: string[]): Promise<void> {
    this.#fail();
    for (const event of this.events) if (eventIds.includes(event.eventId)) event.forgotten = true;
  }

  async list({ scope, label, cursor }: { scope: string; label: string; cursor?: string }) {
    this.#fail();
    const from = Number(cursor ?? 0);
    const page = this.events.slice(from, from + listAtOnce);
    const events = page.flatMap(({ eventId, experience, forgotten }) => {
      const isBelow = experience.scope === scope || experience.scope.startsWith(`${scope}/`);
      const isLabelled = experience.context?.labels?.includes(label) === true;
      return !forgotten && isBelow && isLabelled
        ? [{ eventId, scope: experience.scope, experience }]
        : [];
    });
    const next = from + listAtOnce;
    return next < this.events.length ? { events, cursor: String(next) } : { events };
  }

  #fail(): void {
    const outage = this.outages.shift();
    if (outage) throw outage;
  }
}
