// Many are asked by link: the customer opens a consultation, a phone answers ten statements and adds one, others
// follow, and the map comes back to the table. No page of a participant tells who anybody else is.
import assert from 'node:assert/strict';
import { journey, seated } from '../harness.mjs';

const STATEMENTS = [
  'Knowing that an outage exists matters more to me than how long it lasts.',
  'A text from dispatch is enough.',
  'Coverage in the mountains matters more than speed in town.',
  'The tablet takes more time than it saves.',
  'Somebody should answer the phone at night.',
  'I use my own phone because it has signal.',
  'Live traffic is the most useful thing we got.',
  'Data is used up before the month is over.',
  'I know whom to tell when something fails.',
  'Roaming abroad works as well as at home.',
];

/** One more device, which answers everything as its camp does; axe needs a script to look at a page. */
async function answersAsItsCamp(world, link, camp, javaScript) {
  const page = await world.visitor({ width: 390, javaScript });
  await page.goto(link);
  await page.getByRole('button', { name: 'Begin' }).click();
  while (page.url().endsWith('/next')) {
    const words = (await page.locator('h1').innerText()).replace(/[“”]/g, '');
    const at = STATEMENTS.indexOf(words);
    const agrees = at === 0 || at < 0 || at % 2 === camp;
    await page.getByRole('button', { name: agrees ? 'Agree' : 'Disagree', exact: true }).click();
  }
  return page;
}

journey('many_are_asked_by_link_and_the_map_comes_back_to_the_table', async (world) => {
  const server = await world.demo();
  const table = new URL(server.link).pathname;
  const mara = await seated(world, server, 'Mara');
  await mara.goto(`${server.origin}${table}/consultations`);
  await mara.getByText('Ask many people').click();
  await mara.getByLabel('What do you want to know?').fill('What matters most in the cab?');
  await mara.getByLabel('Statements, one a line').fill(STATEMENTS.join('\n'));
  await mara.getByRole('checkbox', { name: /Northwind/ }).check();
  await mara.getByRole('button', { name: 'Open it' }).click();
  await mara.waitForURL(/consultations\/[0-9a-f-]+/);
  const asked = mara.url();
  const link = await mara.getByLabel('Link', { exact: true }).inputValue();
  assert.match(link, /\/c\/[\w-]{40,}$/);
  await world.inspect(mara, 'consultation-opened');

  const phone = await world.visitor({ width: 390 });
  await phone.goto(link);
  await world.inspect(phone, 'voice-welcome');
  await phone.getByRole('button', { name: 'Begin' }).click();
  await world.inspect(phone, 'voice-statement');
  await phone.getByText('Missing something?').click();
  await phone.getByLabel('Your statement').fill('Tell us before the works begin, not after.');
  await phone.getByRole('button', { name: 'Add it' }).click();
  await phone.getByText('Your statement is added').waitFor();
  for (let answered = 0; answered < 10; answered += 1) {
    const before = await phone.locator('h1').innerText();
    await phone.locator('[data-keys]').waitFor();
    await phone.locator('.answers button:not([aria-disabled])').first().waitFor();
    await phone.keyboard.press('a');
    await phone.waitForFunction((words) => document.querySelector('h1').innerText !== words, before);
  }
  await phone.waitForURL(/\/mine/);
  await phone.getByText('Nothing is shown of fewer than five people').waitFor();

  const others = [];
  for (let person = 0; person < 32; person += 1) {
    others.push(await answersAsItsCamp(world, link, person % 2, person === 0));
  }
  const mine = others[0];
  await mine.reload();
  await mine.getByText(/closest to Group [AB]/).waitFor();
  const heads = await mine.locator('h2').allInnerTexts();
  assert.deepEqual(heads, ['Your group', 'What you said', 'What all share']);
  await world.inspect(mine, 'voice-mine');
  await mine.getByRole('link', { name: 'What others say' }).click();
  await mine.locator('figure svg').waitFor();
  await world.inspect(mine, 'voice-map');

  // Nothing that leads to another device is in what a participant is sent.
  const cookies = await Promise.all([phone, ...others].map((page) => page.context().cookies()));
  const secrets = cookies.flat().filter((it) => it.name.includes('voice')).map((it) => it.value);
  assert.equal(new Set(secrets).size, 33);
  for (const page of ['', '/next', '/mine', '/all']) {
    await mine.goto(`${link}${page}`);
    const sent = await mine.content();
    assert.ok(!secrets.some((secret) => sent.includes(secret)));
    assert.doesNotMatch(sent, /Mara|Ines|Jonas/);
  }

  // Her page moved by itself, and leads from a statement to a need with its figures in two clicks.
  await mara.locator('figure svg').waitFor();
  await world.inspect(mara, 'consultation-map');
  await mara.getByRole('link', { name: STATEMENTS[0] }).first().click();
  await mara.getByRole('button', { name: 'Say it' }).click();
  await mara.getByText('It is back at the table').waitFor();
  await world.inspect(mara, 'consultation-statement-brought');
  await mara.goto(`${server.origin}${table}/dialogue`);
  await mara.getByText(/From what many said: \d+ agree/).first().waitFor();

  // Whoever asked leaves a statement out after all of that: it stays to be read, with the reason and the figures.
  await mara.goto(asked);
  await mara.locator('#statements > summary').click();
  const second = mara.locator('#statement-2');
  await second.getByText('Leave it out …').click();
  await second.getByLabel('Why?').fill('It asks two things at once.');
  await second.getByRole('button', { name: 'Leave it out', exact: true }).click();
  await mara.getByText('The statement is left out.').waitFor();
  await mara.locator('section[aria-labelledby="out"]').getByText(/What was told of it by then: \d+ agree/).waitFor();
  await world.inspect(mara, 'consultation-left-out');
  await mine.goto(`${link}/all`);
  await mine.getByText('It asks two things at once.').waitFor();
  await world.inspect(mine, 'voice-left-out');

  await phone.goto(`${link}/mine`);
  await phone.getByText('Withdraw and erase what I said').click();
  await phone.getByRole('button', { name: 'Withdraw everything' }).click();
  await phone.getByText('nothing leads to this device').waitFor();
});
