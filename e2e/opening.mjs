// The first ten minutes, step by step, for every journey that begins with them.
import assert from 'node:assert/strict';
import { press } from './harness.mjs';

/** Rates or guesses the outcome shown with one number on all three scales. */
async function choose(page, number) {
  for (const scale of ['benefit', 'usefulness', 'importance']) {
    await page.locator(`input[name="${scale}"][value="${number}"]`).check();
  }
}

/** The customer, three outcomes, three sealed guesses, one person to ask. Returns the link. */
export async function openAndInvite(page, look = async () => {}) {
  await look('open');
  await page.getByLabel('Customer organisation').fill('Northwind Logistics');
  await page.getByLabel('The service’s short name').fill('Mobile network for drivers and dispatchers');
  await press(page, 'Continue');

  await page.getByLabel('So that Northwind can … (1)').fill('send the next truck in time');
  // The set that fits the service lies open.
  await page.getByLabel('Calls do not drop on the road').check();
  await page.getByLabel('A bill that can be checked').check();
  await look('outcomes');
  await press(page, 'Continue');

  for (const guess of [6, 7, 8]) {
    await page.waitForURL(/\/guess\//);
    if (guess === 6) await look('guess');
    await choose(page, guess);
    await press(page, 'Seal it');
  }

  await page.waitForURL(/\/invite$/);
  await page.getByLabel('Their name').fill('Mara Osei');
  await page.getByLabel('A personal line').fill('Mara, I am not sure we work on what matters to dispatch.');
  await look('invite');
  await press(page, 'See what they will see');
  await page.getByRole('heading', { name: 'This is what Mara will see' }).waitFor();
  await look('preview');
  await press(page, 'Make the link');
  await page.getByRole('heading', { name: 'Mara Osei is invited' }).waitFor();
  await look('sent');
  return page.getByLabel('Link for Mara').inputValue();
}

/** The guest's way from the letter to the last page. */
export async function answer(page, link, look = async () => {}) {
  await page.goto(link);
  await look('invitation');
  await press(page, 'Begin');

  await page.waitForURL(/\/welcome$/);
  assert.ok(!page.url().includes(link.split('/').at(-1)), 'the secret stays out of the address');
  await page.getByLabel('What does this let you do?').fill('I reach every driver on the road.');
  await page.getByLabel('What gets in the way?').fill('Calls drop between the tunnels.');
  await look('welcome');
  await press(page, 'Continue');

  for (const [place, mark] of [9, 7, 3].entries()) {
    await page.getByText(`${place + 1} of 3`).waitFor();
    assert.equal(await page.locator('.scale :checked').count(), 0, 'scales start empty');
    if (place === 0) await look('rate');
    await choose(page, mark);
    if (place === 0) await page.getByLabel('Why?').fill('Half my day is calling drivers.');
    await press(page, 'Say it');
  }

  await page.waitForURL(/\/missing$/);
  await look('missing');
  await page.getByRole('textbox').fill('To know of a fault before the drivers do.');
  await press(page, 'Say it');

  await page.waitForURL(/\/reveal$/);
  const sentence = await page.locator('.sentence').textContent();
  assert.equal(sentence, 'Meridian guessed 8; you said 3. Worth a talk.');
  await look('reveal');
  await page.getByLabel('One sentence back to Ines?').fill('Nobody here reads the bill.');
  await press(page, 'Send it');
  await page.getByRole('heading', { name: 'Thank you' }).waitFor();
  await look('end');
}
