import { isSwitchId } from '../../faults/switches.ts';
import type { Chore } from './deed.ts';
import { Refusal } from './refusal.ts';

/** Sets the request URL of the app, if it answers Slack's challenge. */
export const setRequestUrl: Chore = async ({ desk, form }) => {
  const url = form.need('url', 'Type the address that shall get the events.');
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol))
    throw new Refusal('This is no address: it begins with https:// or http://.');
  try {
    await desk.settings.subscribe({ url });
  } catch (error) {
    throw new Refusal(reasonOf(error));
  }
};

/** Where the app hears of buttons and slash commands; empty: nowhere. */
export const setInteractivityUrl: Chore = ({ desk, form }) => {
  const url = form.text('url').trim();
  if (url !== '' && (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol)))
    throw new Refusal('This is no address: it begins with https:// or http://.');
  desk.interactivity.configure({ requestUrl: url === '' ? undefined : url });
};

/** An admin lets people install the app. */
export const approve: Chore = ({ desk }) => {
  desk.switches.flip('approval', false);
};

/** The workspace becomes part of an organisation, or leaves it. */
export const joinOrganisation: Chore = ({ desk, form }) => {
  const { enterpriseId: _, enterpriseName: __, ...alone } = desk.world.team.current;
  const org = { enterpriseId: 'E09SANDBOX1', enterpriseName: 'Sandbox Group' };
  desk.world.team.set(
    desk.world.clock.now(),
    form.text('on') === 'yes' ? { ...alone, ...org } : alone,
  );
};

/** An org-wide installation comes into this workspace, or leaves it. */
export const grant: Chore = ({ desk, form }) => {
  desk.oauth.grantTeam(form.text('on') === 'yes');
};

export const uninstall: Chore = ({ desk }) => {
  desk.world.uninstallApp(desk.app.id);
};

export const switchEvents: Chore = ({ desk, form }) => {
  if (!desk.settings.current) throw new Refusal('Set a request URL or turn Socket Mode on first.');
  desk.settings.switchEvents(form.text('on') === 'yes');
};

export const switchSockets: Chore = async ({ desk, form }) => {
  try {
    await desk.settings.switchSockets(form.text('on') === 'yes');
  } catch (error) {
    throw new Refusal(`Socket Mode is off. ${reasonOf(error)}`);
  }
};

/** Ends the app's connections as Slack does, or as a broken network does. */
export const endSockets: Chore = ({ desk, form }) => {
  if (form.text('how') === 'cut') desk.sockets.cut();
  else desk.sockets.disconnect('refresh_requested');
};

export const rotateToken: Chore = ({ desk }) => {
  desk.rotateToken();
};

export const breakSlack: Chore = ({ desk, form }) => {
  const id = form.text('switch');
  if (!isSwitchId(id)) throw new Refusal('There is no such switch.');
  desk.switches.flip(id, form.text('on') === 'yes');
};

export const mendSlack: Chore = ({ desk }) => {
  desk.switches.mend();
};

/** A request URL is refused in a sentence of its own. */
const reasonOf = (error: unknown): string =>
  error instanceof Error ? `${error.message}.` : String(error);
