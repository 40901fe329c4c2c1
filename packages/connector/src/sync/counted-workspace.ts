import type { Workspace } from '../ports.ts';

/** The same workspace, with every request counted under Slack's name for it (SYN-2). */
export function countedWorkspace(inner: Workspace, count: (method: string) => void): Workspace {
  async function* counted<T>(method: string, pages: AsyncIterable<T>): AsyncIterable<T> {
    for await (const page of pages) {
      count(method);
      yield page;
    }
  }
  const asked = <T>(method: string, answer: () => Promise<T>): Promise<T> => {
    count(method);
    return answer();
  };
  return {
    kind: inner.kind,
    identity: (signal) => asked('auth.test', () => inner.identity(signal)),
    channels: (signal) => counted('conversations.list', inner.channels(signal)),
    channel: (id, signal) => asked('conversations.info', () => inner.channel(id, signal)),
    people: (signal) => counted('users.list', inner.people(signal)),
    person: (id, signal) => asked('users.info', () => inner.person(id, signal)),
    groups: (signal) => asked('usergroups.list', () => inner.groups(signal)),
    join: (id, signal) => asked('conversations.join', () => inner.join(id, signal)),
    history: (id, bounds, signal) =>
      asked('conversations.history', () => inner.history(id, bounds, signal)),
    replies: (id, root, bounds, signal) =>
      asked('conversations.replies', () => inner.replies(id, root, bounds, signal)),
    reactions: (id, ts, signal) => asked('reactions.get', () => inner.reactions(id, ts, signal)),
    download: (file, signal) => asked('files', () => inner.download(file, signal)),
  };
}
