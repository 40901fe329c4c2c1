/** Who an actor is to a reader, as far as its own id tells it. */
export interface Author {
  name: string;
  /** the whole address, for the title */
  address: string;
  isBot: boolean;
}

const agentActor = /^agent:([0-9a-f]{32})$/;

/** The agent of this server that an actor is; undefined for people, apps and other programs. */
export function agentIdOf(actor: string): string | undefined {
  const [, id] = agentActor.exec(actor) ?? [];
  return id && `agt_${id}`;
}

/** `user:mara.quill@example.com` → Mara Quill; ids of Slack stay ids. */
export function authorOf(actor: string): Author {
  const colon = actor.indexOf(':');
  const type = colon < 0 ? '' : actor.slice(0, colon);
  const address = actor.slice(colon + 1);
  const local = address.split('@')[0] ?? address;
  if (agentActor.test(actor)) return { name: `Agent ${address.slice(-4)}`, address, isBot: true };
  const isId = /^[UWB][A-Z0-9]{6,}$/i.test(local) && /\d/.test(local);
  return { name: isId ? local.toUpperCase() : titled(local), address, isBot: type !== 'user' };
}

/** One or two letters for the mark beside a name. */
export function initials(name: string): string {
  const words = name.split(/\s+/).filter(Boolean);
  const letters = [words[0], words.length > 1 ? words.at(-1) : undefined];
  return (
    letters
      .map((word) => [...(word ?? '')][0] ?? '')
      .join('')
      .toUpperCase() || '?'
  );
}

function titled(local: string): string {
  const words = local.split(/[._+-]+/).filter(Boolean);
  const name = words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join(' ');
  return name || local;
}
