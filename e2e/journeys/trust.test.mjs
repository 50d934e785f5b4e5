// What both sides think of each other, what broke, and the pack that both read before a review.
import assert from 'node:assert/strict';
import { journey, press } from '../harness.mjs';

/** One of the demo's people. */
async function seated(world, server, name, options = {}) {
  const page = await world.visitor(options);
  await page.goto(`${server.origin}/sign-in`);
  await page.locator('button[name=person]', { hasText: name }).first().click();
  await page.waitForLoadState();
  return page;
}

/** What somebody is told, once the page says it. */
const told = (page, text) => page.locator('main').getByText(text).first().waitFor();

journey('two_questions_are_answered_on_a_phone_and_stay_closed_until_the_quarter_is_over', async (world) => {
  const server = await world.demo();
  const table = server.origin + new URL(server.link).pathname;
  const mara = await seated(world, server, 'Mara', { width: 390 });
  await mara.goto(`${table}/trust`);
  await mara.getByRole('heading', { name: 'How is it going with Meridian?' }).waitFor();
  for (const [question, mark] of [['keeps its word', '6'], ['speaks up in time', '4']]) {
    const asked = mara.getByRole('radiogroup', { name: new RegExp(question) });
    await asked.getByRole('radio', { name: mark, exact: true }).check();
  }
  await mara.getByLabel('One sentence').fill('The crane was quiet this time.');
  await press(mara, 'Say it');
  await told(mara, 'Both sides’ answers open together once the quarter is over.');
  await told(mara, 'You have answered this quarter.');
  // What was opened of earlier quarters is told of both sides; this quarter's is not, to anybody else.
  const ines = await seated(world, server, 'Ines');
  await ines.goto(`${table}/trust`);
  await told(ines, 'You tell us late when something slips.');
  const text = await ines.locator('main').innerText();
  assert.ok(!text.includes('crane'), 'the sentence of this quarter is closed');
  assert.match(text, /Of \d+ people/);
  const search = await ines.request.get(`${table}/search?q=crane+quiet`);
  assert.ok(!(await search.text()).includes('The crane was quiet'), 'and is not found');
});

journey('people_say_on_a_phone_how_content_they_are_in_two_taps', async (world) => {
  const server = await world.demo();
  const table = server.origin + new URL(server.link).pathname;
  const mara = await seated(world, server, 'Mara');
  await mara.goto(`${table}/value`);
  await mara.locator('.value-table a[href*="/outcomes/"]').first().click();
  await mara.locator('#ask-people summary').click();
  await mara.getByLabel('How content people are, 0 to 10').check();
  await mara.getByLabel('The question').fill('How content are you with calls on the road?');
  const form = mara.locator('form[action$="/questions"]');
  await form.getByLabel('Target').fill('7');
  await mara.getByLabel('Each month').check();
  await press(mara, 'Ask them');
  await told(mara, 'The question is ready.');
  const link = await mara.getByLabel('Link', { exact: true }).inputValue();
  assert.match(link, /\/q\/[\w-]{40,}$/);
  await world.inspect(mara, 'people-asked');

  const phone = await world.visitor({ width: 390 });
  await phone.goto(link);
  await phone.getByRole('heading', { name: 'How content are you with calls on the road?' }).waitFor();
  await world.inspect(phone, 'asked-on-a-phone');
  await phone.getByRole('radio', { name: '7', exact: true }).check({ force: true });
  await press(phone, 'Say it');
  await told(phone, 'Thank you');
  await told(phone, '7 of 10');
  await world.inspect(phone, 'asked-thanks');
  // It changes its mind, and takes all of it back.
  await phone.getByText('Change my answer').click();
  await phone.getByRole('radio', { name: '4', exact: true }).check({ force: true });
  await press(phone, 'Say it');
  await told(phone, '4 of 10');
  await phone.getByText('Withdraw and erase what I said').click();
  await press(phone, 'Withdraw everything');
  await told(phone, 'nothing leads to this device any more');
  const cookies = await phone.context().cookies();
  const sent = await mara.content();
  assert.ok(!cookies.some((it) => sent.includes(it.value)), 'no page at the table knows a device');

  // The same in German and without a script.
  const german = await world.visitor({ width: 390, javaScript: false, locale: 'de-DE' });
  await german.goto(link);
  await german.getByText('Wie zufrieden sind Sie?').first().waitFor();
});

journey('people_say_on_a_phone_how_much_time_they_lost_and_fewer_than_five_make_no_figure', async (world) => {
  const server = await world.demo();
  const table = server.origin + new URL(server.link).pathname;
  const tom = await seated(world, server, 'Tom');
  await tom.goto(`${table}/value`);
  await tom.locator('.value-table a[href*="/outcomes/"]').first().click();
  const outcome = tom.url();
  await tom.locator('#ask-people summary').click();
  await tom.getByLabel('How much time they lost, in minutes').check();
  // Northwind's people are asked already; Halden's are not.
  await tom.getByLabel('Whose people are asked').selectOption({ label: 'Halden' });
  await tom.getByLabel('The question').fill('How long did you wait for Meridian this month?');
  const form = tom.locator('form[action$="/questions"]');
  await form.getByLabel('Target').fill('15');
  await tom.getByLabel('Each month').check();
  await press(tom, 'Ask them');
  const link = await tom.getByLabel('Link', { exact: true }).inputValue();

  const phone = await world.visitor({ width: 390 });
  await phone.goto(link);
  await phone.getByRole('heading', { name: 'How long did you wait for Meridian this month?' }).waitFor();
  await phone.getByText('30 minutes', { exact: true }).click();
  await press(phone, 'Say it');
  await told(phone, 'Thank you');
  await told(phone, ': 30 minutes.');
  await world.inspect(phone, 'time-lost-thanks');
  // Whoever asked learns neither the answer nor how many there are.
  await tom.goto(outcome);
  const seen = await tom.locator('main').innerText();
  assert.ok(seen.includes('How long did you wait for Meridian'), 'the question stands at its outcome');
  assert.ok(!seen.includes('30 minutes'), 'one answer is nobody’s to see');

  // In German, without a script.
  const german = await world.visitor({ width: 390, javaScript: false, locale: 'de-DE' });
  await german.goto(link);
  await german.getByText('30 Minuten', { exact: true }).click();
  await press(german, 'Absenden');
  await told(german, 'Vielen Dank');
});

journey('what_broke_is_closed_by_nobody_but_the_side_that_was_hurt', async (world) => {
  const server = await world.demo();
  const table = server.origin + new URL(server.link).pathname;
  const mara = await seated(world, server, 'Mara');
  const ines = await seated(world, server, 'Ines');
  await mara.goto(`${table}/trust`);
  await mara.locator('summary', { hasText: 'Something broke' }).click();
  await mara.getByLabel('What happened').fill('The gate in Verona refused eleven cards.');
  await mara.getByLabel('Meridian Mobile').check();
  await mara.locator('form[action$="/trust/repairs"]').getByRole('button').click();
  await told(mara, 'Said. It stays open until your side accepts it as repaired.');
  const repair = new URL(mara.url()).pathname;
  await ines.goto(server.origin + repair);
  await told(ines, 'Words alone close nothing.');
  assert.equal(await ines.getByText('Yes, it is repaired').count(), 0);
  await ines.getByLabel('What you will do about it').fill('Cards for Verona are tested at the gate before they go out.');
  await press(ines, 'Promise it');
  await told(ines, 'Promised. It is among the commitments, too.');
  await told(ines, 'Northwind has not said.');
  await mara.goto(server.origin + repair);
  await mara.locator('summary', { hasText: 'Yes, it is repaired' }).click();
  await told(mara, 'Meridian has promised and is still to keep: “Cards for Verona');
  await press(mara, 'It is repaired: close it');
  await told(mara, 'Accepted: it is repaired.');
  await told(mara, 'accepted by Northwind');
});

journey('a_pack_holds_both_parties_pages_and_is_the_same_on_paper_twice', async (world) => {
  const server = await world.demo();
  const table = server.origin + new URL(server.link).pathname;
  const ines = await seated(world, server, 'Ines');
  const mara = await seated(world, server, 'Mara', { width: 390 });
  await ines.goto(`${table}/packs`);
  await press(ines, 'Make the review pack');
  await told(ines, 'Made. Everybody at the table sees the same');
  const pack = server.origin + new URL(ines.url()).pathname;
  const writes = async (page, words) => {
    await page.goto(pack);
    await page.getByLabel('What your side says').fill(words);
    await press(page, 'Put it in');
    await told(page, 'It is in. This is a new version.');
  };
  await writes(ines, 'We measured the wrong thing.');
  await writes(mara, 'A minute in the car park, forty times a day.');
  await ines.goto(pack);
  await told(ines, 'Version 3, of');
  await told(ines, 'forty times a day');
  await ines.goto(`${pack}?version=2`);
  await told(ines, 'This is version 2; the latest is 3.');
  assert.ok(!(await ines.locator('main').innerText()).includes('forty times a day'));
  const files = await Promise.all([1, 2].map(async () => (await ines.request.get(`${pack}/pack.pdf`)).body()));
  assert.equal(files[0].subarray(0, 5).toString(), '%PDF-');
  assert.ok(files[0].equals(files[1]), 'the same bytes');
  const text = await (await mara.request.get(`${pack}/pack.md`)).text();
  for (const words of ['We measured the wrong thing.', 'forty times a day', 'Decisions wanted']) assert.ok(text.includes(words), words);
});
