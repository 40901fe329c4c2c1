import { defined, type Fields, fields, flag, text, whole } from './fields.ts';
import { fromFields, type ParseOptions, type SlackBody } from './parse-body.ts';

/** One message of a Socket Mode connection. */
export type Envelope =
  | {
      type: 'envelope';
      /** acknowledged by sending it back */
      envelopeId: string;
      body: SlackBody;
      /** a payload may go with the acknowledgement */
      acceptsPayload: boolean;
      attempt?: number;
    }
  | { type: 'hello'; appId?: string }
  | { type: 'disconnect'; reason: string }
  | { type: 'unsupported'; envelopeId?: string };

/**
 * A parsed message of the socket: events, clicks, views and slash commands come as over HTTP, with
 * the same union inside. What has an envelope id wants an acknowledgement whatever it is. Never
 * throws.
 */
export function parseEnvelope(raw: unknown, options: ParseOptions = {}): Envelope {
  const envelope = fields(raw);
  const envelopeId = idOf(envelope.envelope_id);
  switch (envelope.type) {
    case 'hello':
      return defined({
        type: 'hello' as const,
        appId: text(fields(envelope.connection_info).app_id),
      });
    case 'disconnect':
      return { type: 'disconnect', reason: reasonOf(envelope) };
    case 'events_api':
    case 'interactive':
    case 'slash_commands':
      if (envelopeId === undefined) return { type: 'unsupported' };
      return defined({
        type: 'envelope' as const,
        envelopeId,
        body: fromFields(fields(envelope.payload), options),
        acceptsPayload: flag(envelope.accepts_response_payload),
        attempt: whole(envelope.retry_attempt),
      });
    default:
      return defined({ type: 'unsupported' as const, envelopeId });
  }
}

function idOf(raw: unknown): string | undefined {
  return typeof raw === 'string' && /^[\w.:-]{1,128}$/.test(raw) ? raw : undefined;
}

function reasonOf({ reason }: Fields): string {
  return typeof reason === 'string' && /^[a-z_]{1,64}$/.test(reason) ? reason : 'unknown';
}
