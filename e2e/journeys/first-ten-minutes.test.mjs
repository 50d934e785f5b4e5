// The first ten minutes, both sides: from the one-time code to the revealed guess.
import assert from 'node:assert/strict';
import { journey, press, setUp } from '../harness.mjs';

/** Rates or guesses the outcome shown with one number on all three scales. */
async function choose(page, number) {
  for (const scale of ['benefit', 'usefulness', 'importance']) {
    await page.locator(`input[name="${scale}"][value="${number}"]`).check();
  }
}

/** The customer, three outcomes, three sealed guesses, one person to ask. Returns the link. */
async function openAndInvite(page, look = async () => {}) {
  await look('open');
  await page.getByLabel('Customer organisation').fill('Northwind Logistics');
  await page.getByLabel('The service, in one sentence').fill('Mobile network for drivers and dispatchers');
  await press(page, 'Continue');

  await page.getByLabel('So that Northwind can … (1)').fill('send the next truck in time');
  await page.locator('summary', { hasText: 'Telecom and mobile networks' }).click();
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
  await page.getByRole('heading', { name: 'The link for Mara is ready' }).waitFor();
  await look('sent');
  return page.getByLabel('Link for Mara').inputValue();
}

/** The guest's way from the letter to the last page. */
async function answer(page, link, look = async () => {}) {
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

journey('from_the_one_time_code_to_the_revealed_guess', async (world) => {
  const server = await world.serve();
  const ines = await world.visitor();
  const mara = await world.visitor({ width: 390 });
  const looking = (page) => (name) => world.inspect(page, `first-ten-minutes-${name}`);

  await setUp(ines, server);
  const link = await openAndInvite(ines, looking(ines));
  await ines.goto(`${server.origin}${await ines.getByRole('link', { name: 'Open the sheet' }).getAttribute('href')}`);
  await looking(ines)('sheet');

  await answer(mara, link, looking(mara));

  // The same link leads back to where she left off.
  await mara.context().clearCookies();
  await mara.goto(link);
  await press(mara, 'Begin');
  await mara.waitForURL(/\/reveal$/);

  // The other side sees the same, in its own words.
  const table = new URL(mara.url()).pathname.replace('/reveal', '');
  await ines.goto(`${server.origin}${table}/reveal`);
  assert.equal(await ines.locator('.sentence').textContent(), 'You guessed 8; Northwind said 3. Worth a talk.');

  // The seat becomes hers; the link then leads to the sign-in.
  await mara.goto(`${server.origin}${table}/claim`);
  await looking(mara)('claim');
  await mara.getByLabel('E-mail').fill('mara@northwind.example');
  await mara.getByLabel('New password').fill('eleven loud ravens at dusk');
  await press(mara, 'It is mine');
  await mara.getByText('This seat is yours now.').waitFor();
  await mara.context().clearCookies();
  await mara.goto(link);
  await mara.getByText('You have an account here').waitFor();
});

journey('a_guest_answers_without_javascript', async (world) => {
  const server = await world.serve();
  const ines = await world.visitor({ javaScript: false });
  const mara = await world.visitor({ width: 390, javaScript: false });
  await setUp(ines, server);
  await answer(mara, await openAndInvite(ines));
});

journey('the_wrong_person_passes_the_invitation_on', async (world) => {
  const server = await world.serve();
  const ines = await world.visitor();
  const wrong = await world.visitor({ width: 390, tolerate: [/status of 410/] });
  const right = await world.visitor({ width: 390 });
  await setUp(ines, server);
  const link = await openAndInvite(ines);

  await wrong.goto(link);
  await wrong.getByText('Wrong person? Pass it on').click();
  await wrong.getByLabel('Your colleague’s name').fill('Tomas Brandt');
  await press(wrong, 'Pass it on');
  await wrong.getByRole('heading', { name: 'This is the link for Tomas' }).waitFor();
  await world.inspect(wrong, 'first-ten-minutes-passed-on');
  const passed = await wrong.getByLabel('Link for Tomas').inputValue();

  await wrong.goto(link);
  await wrong.getByRole('heading', { name: 'This link no longer works' }).waitFor();
  await world.inspect(wrong, 'first-ten-minutes-gone');
  await answer(right, passed);
});

journey('a_form_sent_twice_opens_one_table_and_asks_one_person', async (world) => {
  const server = await world.serve();
  const ines = await world.visitor();
  await setUp(ines, server);
  await ines.getByLabel('Customer organisation').fill('Northwind Logistics');
  await ines.getByLabel('The service, in one sentence').fill('Mobile network');
  const form = await ines.evaluate(() => new URLSearchParams(new FormData(document.querySelector('form.card'))).toString());
  const send = (path, body) =>
    ines.request.post(server.origin + path, {
      data: body,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      maxRedirects: 0,
    });
  const [first, second] = [await send('/open', form), await send('/open', form)];
  assert.equal(first.status(), 303);
  assert.equal(second.headers().location, first.headers().location);

  const table = first.headers().location.replace('/begin/outcomes', '');
  await ines.goto(`${server.origin}${table}/invite`);
  await ines.getByLabel('Their name').fill('Mara Osei');
  const invitation = await ines.evaluate(() => new URLSearchParams(new FormData(document.querySelector('form.card'))).toString());
  const asked = await send(`${table}/invite`, `${invitation}&then=link`);
  assert.equal(asked.status(), 200);
  const again = await send(`${table}/invite`, `${invitation}&then=link`);
  assert.match(again.headers().location ?? '', /\/invite\/[0-9a-f-]+$/);
});
