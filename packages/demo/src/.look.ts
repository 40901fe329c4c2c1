import { openBrowser } from './testing/browser.ts';

const b = await openBrowser();
const mk = async (w = 1400) => {
  const c = await b.newContext({ viewport: { width: w, height: 950 }, locale: 'en-US' });
  const p = await c.newPage();
  p.setDefaultTimeout(8000);
  p.on('console', (m) => m.type() === 'error' && console.log(m.type(), m.text()));
  return p;
};
const site = await mk();
await site.goto('http://127.0.0.1:4743');
await site.getByRole('button', { name: /chat/i }).click();
const chat = site.frameLocator('iframe');
await chat
  .getByRole('textbox', { name: 'Write a message' })
  .fill('Which roles can delete an inspection?');
await site.keyboard.press('Enter');
await chat.getByRole('log').getByText('voided by its inspector').first().waitFor();
await chat.getByRole('button', { name: 'Talk to a person' }).click();
await chat.getByRole('log').getByText('A person will join you.').waitFor();
const s = await mk();
await s.goto('http://127.0.0.1:4742/c/C0TARN101');
await s.waitForTimeout(2500);
await s.screenshot({ path: '/tmp/sb2.png' });
await s.getByRole('button', { name: 'Take Over' }).first().click();
await s.waitForTimeout(2500);
await s.screenshot({ path: '/tmp/sb3.png' });
console.log(await s.locator('#messages').innerText());
await s.locator('#messages .message').first().getByRole('link', { name: /repl/i }).first().click();
await s.waitForTimeout(1500);
await s.screenshot({ path: '/tmp/sb4.png', fullPage: true });
await s.getByLabel('Reply in this thread').fill('Hello, this is Sam. Admins can.');
await s.keyboard.press('Enter');
await chat.getByRole('log').getByText('this is Sam').waitFor();
await s.waitForTimeout(1500);
await s.screenshot({ path: '/tmp/sb5.png', fullPage: true });
await site.screenshot({ path: '/tmp/site5.png' });
await b.close();
