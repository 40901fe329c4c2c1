import type { ConnectorView } from '@belay/contract/connector';
import type { ConnectorWatch } from '../follow/connector-watch.ts';

/** What a page is given beside follower and reader: links, and a connector that is live. */
export const links = {
  site: 'http://127.0.0.1:3143',
  tour: '/tour',
  sandbox: 'http://127.0.0.1:3142',
  dashboard: '/app/',
  commands: [],
};

const live: Pick<ConnectorView, 'state' | 'sentence' | 'failures'> & {
  workspace: Pick<ConnectorView['workspace'], 'name'>;
  channels: ConnectorView['channels'];
} = {
  state: 'live',
  sentence: 'All is well.',
  workspace: { name: 'Tarn & Thistle' },
  channels: { total: 1, proved: 1, failing: 0 },
  failures: [],
};

/** A double of the watch: the page reads these members and nothing else. */
export const liveWatch = { view: live, channels: [] } as unknown as ConnectorWatch;
