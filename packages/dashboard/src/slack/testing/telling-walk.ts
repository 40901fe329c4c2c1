import { eventually } from '@belay/server/testing/eventually';
import { expect, test } from 'vitest';
import { address, alert, at, button, choose, failing, page, saved, slack } from './slack-walk.ts';

/** What is told where, as the page of a connected agent has it set, tried and looked up. */
export function tellingWalk(): void {
  test('[NTF-1] five toggles with a channel each; what is not saved survives a look elsewhere; Save counts at once', async () => {
    for (const event of ['New Conversation', 'Lead Captured'])
      await page.getByRole('switch', { name: event }).click();
    expect(await page.getByRole('switch', { name: 'Escalation Requested' }).isChecked()).toBe(true);
    await page.getByRole('link', { name: 'Memory' }).click();
    await page.getByText('are not saved. They wait here.').first().waitFor();
    await page.getByRole('heading', { level: 1, name: 'Memory' }).waitFor();
    await page.goto(address());
    await page.getByText(/Not saved:.*notification events/).waitFor();
    await page
      .getByRole('combobox', { name: 'Catch-all channel' })
      .getByText('belay-watch')
      .waitFor();
    await page.keyboard.press('Control+s');
    await saved();
    const { settings, channels } = await slack();
    expect(settings.default_channel).toBe(at.channels.support);
    expect(settings.events.new_conversation).toEqual({ enabled: true, channel: null });
    expect(settings.events.lead).toEqual({ enabled: true, channel: at.channels.leads });
    expect(settings.events.action.enabled).toBe(false);
    expect(channels.find(({ id }) => id === settings.catch_all)).toMatchObject({
      name: 'belay-watch',
      is_member: true,
    });
    await page.getByText(/3 events are told|4 events are told/).waitFor();
  });

  test('[NTF-5] Send Test says per route what became of it', async () => {
    await button('Send Test').click();
    const rows = page.getByRole('list', { name: 'Test messages' }).getByRole('listitem');
    await eventually(() => rows.filter({ hasText: 'Posted' }).count()).toBe(3);
    expect(at.posts(at.channels.support)).toHaveLength(1);
    expect(at.posts(at.channels.leads)).toHaveLength(1);
  });

  test('[NTF-1] rules are written, moved by key and hand beside an open form, saved in that order, and explain themselves', async () => {
    for (const [name, page_] of [
      ['Anything', ''],
      ['Billing', '/billing'],
    ] as const) {
      await button('Add a rule').click();
      await page.getByLabel('Name', { exact: true }).fill(name);
      if (page_) await page.getByLabel('Page', { exact: true }).fill(page_);
      await page.getByText('1 field needs mending.').waitFor();
      await choose('Send to', name === 'Billing' ? 'leads' : 'belay-all', /^# ?(leads|belay-all)/);
    }
    const grip = (name: string) => button(`Move ${name}: arrow up or down`);
    const typed = page.getByLabel('Page', { exact: true });
    // as a hand does it; the driver's own way scrolls between the press and the first move
    const drag = async (name: string, to: string) => {
      await grip(name).hover();
      const from = await grip(name).boundingBox();
      await page.mouse.down();
      for (const step of [6, 9, 12])
        await page.mouse.move((from?.x ?? 0) + 14, (from?.y ?? 0) + 14 + step);
      await typed.waitFor({ state: 'hidden' });
      await grip(to).hover();
      await page.mouse.up();
      await typed.waitFor();
    };
    // a line that is begun and not written yet is kept, too
    await typed.fill('/billing\n\n');
    await grip('Billing').focus();
    await page.keyboard.press('ArrowUp');
    await page.getByText('Billing is now 1 of 2.').waitFor();
    await drag('Billing', 'Anything');
    await page.getByText('Billing is now 2 of 2.').waitFor();
    await drag('Anything', 'Billing');
    await page.getByText('Anything is now 2 of 2.').waitFor();
    await button('Move Anything up').press('Enter');
    await page.getByText('Anything is now 1 of 2.').waitFor();
    await page.keyboard.press('ArrowDown');
    await page.getByText('Anything is now 2 of 2.').waitFor();
    expect(await typed.inputValue()).toBe('/billing\n\n');
    expect(await page.getByLabel('Name', { exact: true }).inputValue()).toBe('Billing');
    await button(/^Save/).click();
    await saved();
    const { rules } = (await slack()).settings;
    expect(rules.map(({ name }) => name)).toEqual(['Billing', 'Anything']);
    expect(rules[0]?.when).toMatchObject({ page: ['/billing'] });

    await page.getByText('Why would this go there?').click();
    await page.getByLabel('On the page').fill('https://shop.example/billing');
    await button('Show the way').click();
    const way = page.getByRole('list', { name: 'Where it goes' });
    await way.getByText('Rule 1, “Billing”: the page holds /billing').waitFor();
    await page.getByRole('list', { name: 'Rules that were asked' }).getByText('Anything').waitFor();
    for (const name of ['Anything', 'Billing']) await button(`Remove ${name}`).click();
  });

  test('[NTF-6] the ladder is set in working minutes; [NTF-7] what a channel shows', async () => {
    await button('Add a step').click();
    const last = page.getByRole('group', { name: 'Step 4' });
    await last.getByLabel('Do').selectOption('channel');
    await last.getByLabel('Working minutes').fill('20');
    await last.getByText('The step above comes after 30').waitFor();
    await last.getByLabel('Working minutes').fill('45');
    await choose('Channel', 'belay-all', /belay-all/);
    await page.getByLabel('What #leads shows').selectOption('no_transcript');
    await page.getByLabel('Language in #leads').selectOption('de');
    await page.getByRole('spinbutton', { name: /^Seconds before a reply/ }).fill('0');
    // a colleague saves something else between reading and saving here
    const { settings: theirs } = await slack();
    await at.owner.call('PUT', `/v1/agents/${at.agent}/slack`, { ...theirs, history: false });
    await button(/^Save/).click();
    await saved();
    const { settings } = await slack();
    expect(settings.rules).toEqual([]);
    expect(settings.ladder.at(-1)).toEqual({
      do: 'channel',
      after_minutes: 45,
      channel: at.channels.all,
    });
    expect(settings.channels[at.channels.leads]).toMatchObject({
      redaction: 'no_transcript',
      language: 'de',
    });
    expect(settings.thread_delay).toBe(0);
    expect(settings.history).toBe(false);
  });

  test('[NTF-1] the daily digest and what an action tells are saved; a save that fails says why and loses nothing', async () => {
    const action = async (name: string, notify: boolean) => {
      const { status } = await at.owner.call('POST', `/v1/agents/${at.agent}/actions`, {
        ...{ name, notify, description: 'A call with a person.', parameters: [] },
        request: { method: 'POST', url: 'https://calls.example/book' },
        say: { done: 'Booked.', failed: 'Not booked.' },
      });
      expect(status).toBe(201);
    };
    await action('Book a call', true);
    await action('Look a parcel up', false);
    await page.reload();
    const digest = page.getByRole('switch', { name: 'Daily digest' });
    await digest.click();
    // half a day away: none is told meanwhile
    const wall = new Date(Date.now() + 43_200_000).toISOString().slice(11, 16);
    await page.getByRole('textbox', { name: 'At', exact: true }).fill(wall);
    await page.getByRole('checkbox', { name: 'Book a call' }).click();
    const silent = page.getByRole('checkbox', { name: 'Look a parcel up' });
    expect([await silent.isChecked(), await silent.isDisabled()]).toEqual([false, true]);
    await failing('**/v1/agents/*/slack', () => button(/^Save/).click(), alert);
    expect((await slack()).settings.digest).toBe(null);
    await page.getByText('Not saved: daily digest, told actions.').waitFor();
    await button(/^Save/).click();
    await saved();
    const { settings } = await slack();
    expect(settings.digest).toEqual({ channel: at.channels.support, at: wall });
    expect(settings.muted_actions).toHaveLength(1);
    // off and on again is what stands
    await digest.click();
    await page.getByText('Off.', { exact: true }).waitFor();
    await digest.click();
    await saved();
  });

  test('[NTF-5] what a visitor does is in the log with its reason; an archived channel is named, mended, replayed', async () => {
    const { world } = at.sandbox;
    await (await at.visitor()).say('Is the rope strong enough for two?');
    await page.getByRole('link', { name: 'Delivery log' }).click();
    const log = page.getByRole('list', { name: 'Deliveries' });
    const card = log.getByRole('button', {
      name: /New Conversation.*#support-escalations.*Posted/,
    });
    await card.click();
    await log.getByText('The default channel').waitFor();
    // the other channel's card may still be on its way
    await eventually(() =>
      log.getByRole('link', { name: /^Open in Slack: New Conv/ }).count(),
    ).toBe(2);

    const test = (channel: string) =>
      at.owner.call('POST', `/v1/agents/${at.agent}/slack/test`, { channel });
    at.sandbox.faults.add({
      ...{ kind: 'error', method: 'chat.postMessage', error: 'restricted_action', times: 1 },
      channel: at.channels.all,
    });
    await test(at.channels.all);
    await eventually(async () => (await slack()).parked).toBe(1);
    await page.reload();
    await button('Replay Test to #belay-all').click();
    await log.getByRole('button', { name: /Test.*#belay-all.*Posted/ }).waitFor();

    at.sandbox.switches.flip('forbidden', true);
    for (const channel of [at.channels.all, at.channels.leads]) await test(channel);
    await eventually(async () => (await slack()).parked).toBe(2);
    await page.getByText('2 messages parked').waitFor();
    const toasts = () => page.locator('[data-sonner-toast]');
    await failing('**/slack/replay', () => button('Replay all').click(), toasts);
    await page.getByText('2 messages parked').waitFor();
    at.sandbox.switches.flip('forbidden', false);
    await button('Replay all').click();
    await toasts().getByText('2 messages will be sent again.').waitFor();
    await button('Replay all').waitFor({ state: 'detached' });
    await eventually(async () => (await slack()).problems).toEqual([]);

    world.archive(at.channels.leads, at.ann);
    await test(at.channels.leads);
    // the page notices by itself within seconds; a test has no time for that
    await eventually(async () => (await slack()).parked).toBe(1);
    await page.reload();
    await log.getByText('#leads is archived: nobody can post there.').waitFor();
    await page.getByRole('link', { name: 'Slack', exact: true }).click();
    const problems = page.getByRole('region', { name: 'Problems' });
    await problems.getByText('1 message parked').waitFor();
    await problems.getByRole('button', { name: 'Choose a channel' }).click();
    const field = page.getByRole('combobox', { name: 'Channel of Lead Captured' });
    await eventually(() => field.evaluate((one) => one === document.activeElement)).toBe(true);

    world.unarchive(at.channels.leads, at.ann);
    // what waited goes out by itself when Slack tells that the channel is back
    await eventually(async () => (await slack()).problems).toEqual([]);
    await page.reload();
    await page.getByText(/events are told, by default in #support-escalations/).waitFor();
    await page.getByRole('link', { name: 'Delivery log' }).click();
    await log
      .getByRole('button', { name: /Test.*#leads.*Posted/ })
      .nth(1)
      .waitFor();
    await page.getByRole('link', { name: 'Slack', exact: true }).click();
  });
}
