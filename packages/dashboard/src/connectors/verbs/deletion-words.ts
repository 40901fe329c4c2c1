import type { ConnectorView } from '@belay/contract/connector';
import { formatCount } from '../../ui/format-number.ts';

/** What a deletion does, in numbers that a person can weigh. Pure. */
export function deletionWords(
  { counts, channels, workspace }: Pick<ConnectorView, 'counts' | 'channels' | 'workspace'>,
  data: 'keep' | 'forget',
): { text: string; keep: string; forget: string; action: string; done: string } {
  const said = formatCount(counts.messages + counts.replies, 'message');
  const files = counts.files > 0 ? ` and ${formatCount(counts.files, 'file')}` : '';
  const place = formatCount(channels.total, 'channel');
  return {
    text: `Belay stops reading ${workspace.name}. Its token is removed from this server.`,
    keep: `${said}${files} from ${place} stay searchable.`,
    forget: `${said}${files} from ${place}, with all versions and reactions, are erased. This can't be undone.`,
    action: data === 'keep' ? 'Delete connector' : `Delete and forget ${said}`,
    done:
      data === 'keep'
        ? 'The connector is deleted. Its memory stays.'
        : 'The connector is being deleted, and what it wrote is being forgotten.',
  };
}
