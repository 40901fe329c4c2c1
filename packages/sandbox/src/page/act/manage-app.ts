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
