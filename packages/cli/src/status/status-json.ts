import type { ChannelProof } from '@belay/connector/proof';
import type { ChannelStatus, ConnectorStatus } from './read-status.ts';

/** A status for programs: moments as RFC 3339, absent where nothing is proved yet. */
export function statusJson(connectors: Record<string, ConnectorStatus>): object {
  return Object.fromEntries(
    Object.entries(connectors).map(([name, connector]) => [
      name,
      {
        ...connector,
        channels: Object.fromEntries(
          Object.entries(connector.channels).map(([id, channel]) => [id, channelJson(channel)]),
        ),
      },
    ]),
  );
}

function channelJson({ proof, messages_through: drawn, ...cursor }: ChannelStatus): object {
  // as last drawn, a cursor's moment is that of the newest page: it proves nothing before the whole
  if (!proof) return { ...cursor, ...(cursor.complete ? { messages_through: drawn } : {}) };
  return { ...cursor, ...proofJson(proof) };
}

function proofJson(proof: ChannelProof): object {
  return {
    messages_through: iso(proof.messagesThrough),
    reached_back: iso(proof.reachedBack),
    threads_as_of: iso(proof.threadsAsOf),
    reply_edits_as_of: iso(proof.replyEditsAsOf),
    exceptions: proof.exceptions.map(({ retryAt, ...exception }) => ({
      ...exception,
      retry_at: iso(retryAt),
    })),
  };
}

/** JSON leaves out what is undefined. */
function iso(moment: number | undefined): string | undefined {
  return moment === undefined ? undefined : new Date(moment).toISOString();
}
