// What somebody typed and has not sent: whose it is, how long it is kept, and that it comes back.
import assert from 'node:assert/strict';
import { journey, press } from '../harness.mjs';

async function becomes(page, server, name) {
  await page.goto(`${server.origin}/sign-in`);
  await page.locator('main').or(page.locator('body')).getByRole('button', { name }).first().click();
  await page.waitForURL((url) => url.pathname !== '/sign-in');
}

async function signsOut(page) {
  await page.locator('.top-bar details.menu summary').last().click();
  await press(page, 'Sign out');
  await page.waitForURL(/\/sign-in/);
}

const composer = (page) => page.locator('#say-words');

/** What was typed comes back a moment after the page. */
async function holds(page, text) {
  const field = composer(page);
  await field.waitFor();
  await page.waitForFunction(
    ([selector, wanted]) => document.querySelector(selector).value === wanted,
    ['#say-words', text],
  );
}

/** Nothing comes back: asked after whatever the page's script had to open was opened. */
async function holdsNothing(page) {
  await composer(page).waitFor();
  await page.evaluate(async () => {
    for (let turn = 0; turn < 50; turn += 1) await crypto.subtle?.digest('SHA-256', new Uint8Array(1));
    await new Promise(requestAnimationFrame);
  });
  assert.equal(await composer(page).inputValue(), '');
}

/** All that this tab keeps, as whoever looks into it reads it. */
const kept = (page) => page.evaluate(() => JSON.stringify([{ ...sessionStorage }, { ...localStorage }]));

journey('a_draft_belongs_to_one_person_and_ends_with_their_signing_out', async (world) => {
  const server = await world.demo();
  const page = await world.visitor({ tolerate: [/status of (401|403)/, /text\/event-stream/] });
  const dialogue = new URL(server.link).pathname + '/dialogue';
  const open = () => page.goto(server.origin + dialogue);

  await becomes(page, server, 'Mara');
  await open();
  await composer(page).fill('Between us: the depot may close.');
  await open();
  await holds(page, 'Between us: the depot may close.');
  assert.ok(!(await kept(page)).includes('depot'), 'it is sealed where it is kept');

  // Somebody else in the same tab reads nothing of it, and it is Mara's when she is back: her session had ended
  // by itself.
  await page.context().clearCookies();
  await becomes(page, server, 'Ines');
  await open();
  await holdsNothing(page);
  await composer(page).fill('Something of the provider’s.');
  await page.context().clearCookies();
  await becomes(page, server, 'Mara');
  await open();
  await holds(page, 'Between us: the depot may close.');

  // Signing out deletes hers, in every tab, and nobody else's.
  const other = await page.context().newPage();
  await other.goto(server.origin + dialogue);
  await composer(other).fill('Another thought, in another tab.');
  await signsOut(page);
  await other.waitForFunction(() => Object.keys(sessionStorage).every((name) => !name.startsWith('draft:')));
  await becomes(page, server, 'Mara');
  await open();
  await holdsNothing(page);

  // What was typed in the other tab is not lost: it is given back, to be sent in the name of whoever is here.
  await press(other, 'Say it');
  await other.getByText('Somebody signed in here after that page was opened').waitFor();
  await world.inspect(other, 'drafts-given-back');
  assert.equal(await other.getByLabel('You wrote').inputValue(), 'Another thought, in another tab.');
  await other.getByRole('button', { name: 'Send it again as Mara' }).click();
  await other.getByText('Another thought, in another tab.').first().waitFor();
  assert.match(other.url(), /\?said=/);

  await signsOut(page);
  await becomes(page, server, 'Ines');
  await open();
  await holds(page, 'Something of the provider’s.');
  // Once it was sent it is no draft any more.
  await press(page, 'Say it');
  await page.waitForURL(/\?said=/);
  await open();
  await holdsNothing(page);
});

journey('what_cannot_be_sealed_does_not_outlive_that_somebody_else_comes', async (world) => {
  const server = await world.demo();
  const page = await world.visitor();
  // As on plain http elsewhere than on this machine.
  await page.addInitScript(() => Object.defineProperty(crypto, 'subtle', { value: undefined }));
  const dialogue = new URL(server.link).pathname + '/dialogue';
  const open = () => page.goto(server.origin + dialogue);
  await becomes(page, server, 'Mara');
  await open();
  await composer(page).fill('Between us: the depot may close.');
  await open();
  await holds(page, 'Between us: the depot may close.');
  await page.context().clearCookies();
  await becomes(page, server, 'Ines');
  await open();
  await holdsNothing(page);
  assert.ok(!(await kept(page)).includes('depot'));
});
