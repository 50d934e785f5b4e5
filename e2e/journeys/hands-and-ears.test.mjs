// After each act one knows, without a screen and without a mouse, what came of it: where focus is, what is said, what is
// wrong. What holds on every page as it comes stands in every-page.
import assert from 'node:assert/strict';
import { journey, press, setUp, seated } from '../harness.mjs';

const TOLERATE = [/status of 4(01|22|29)/];

/** What has focus: its tag, its classes, and what it says. */
const focused = (page) =>
  page.evaluate(() => {
    const { localName, className, textContent, id, name } = document.activeElement;
    return { localName, className, id, name, text: textContent.trim().replaceAll(/\s+/g, ' ') };
  });

journey('every_act_says_what_came_of_it_where_focus_is', async (world) => {
  const server = await world.demo();
  const mara = await seated(world, server, 'Mara', { tolerate: TOLERATE });
  const table = server.link;

  // All that is missing is said at once: the summary has focus, and leads to each field.
  await mara.goto(`${table}/value`);
  const outcome = await mara.locator('.value-table a[href*="/outcomes/"]').first().getAttribute('href');
  await mara.goto(new URL(outcome.replace('/outcomes/', '/rate/'), server.origin).href);
  await mara.locator('button[value="rate"]').press('Enter');
  await mara.locator('.error-summary').waitFor();
  let here = await focused(mara);
  assert.match(here.className, /error-summary/);
  assert.match(here.text, /3 fields need correcting/);
  assert.equal(await mara.getByRole('radiogroup').evaluateAll((groups) => groups.filter((g) => g.ariaInvalid === 'true').length), 3);
  for (const [place, field] of ['benefit', 'usefulness', 'importance'].entries()) {
    const link = mara.locator('.error-summary a').nth(place);
    await link.focus();
    await mara.keyboard.press('Enter');
    here = await focused(mara);
    assert.equal(here.name, field, 'the link leads into the field');
    const described = await mara.locator(`#${field}`).getAttribute('aria-describedby');
    assert.match(await mara.locator(`#${described}`).textContent(), /0 to 10/);
  }
  // What was right already stays, and what is wrong still is one field: that has focus.
  for (const field of ['benefit', 'usefulness']) await mara.locator(`[name="${field}"][value="7"]`).check({ force: true });
  await mara.locator('button[value="rate"]').press('Enter');
  await mara.waitForFunction(() => document.querySelectorAll('.error').length === 1);
  assert.equal((await focused(mara)).name, 'importance');
  assert.ok(await mara.locator('[name="benefit"][value="7"]').isChecked());
  await mara.keyboard.press('9');
  await mara.locator('button[value="rate"]').press('Enter');
  await mara.waitForURL(/said=rated|\/rate\/|\/reveal/);

  // A word that is said.
  await mara.goto(`${table}/dialogue`);
  await mara.locator('#say-words').fill('To hear of works at the tunnel a day before.');
  await mara.locator('#say-words').press('Tab');
  await mara.locator('#say button.primary').first().press('Enter');
  await mara.locator('.flash[role=status]').waitFor();
  assert.match((await focused(mara)).className, /flash/);

  // A search, by its key; outside of fields only, and as long as one wants it.
  await mara.goto(table);
  await mara.keyboard.press('/');
  assert.equal((await focused(mara)).localName, 'input');
  await mara.keyboard.type('mast/driver');
  assert.equal(await mara.locator('#seek').inputValue(), 'mast/driver');
  await mara.locator('#seek').fill('driver');
  await mara.keyboard.press('Enter');
  await mara.waitForURL(/search\?q=driver/);
  await mara.locator('[data-slash] input').uncheck();
  await mara.goto(table);
  await mara.keyboard.press('/');
  assert.notEqual((await focused(mara)).localName, 'input', 'it is switched off');

  // Another moment: the title says it, and so does the page.
  const spring = new Date(Date.now() - 240 * 24 * 60 * 60 * 1000).toISOString();
  await mara.goto(`${table}/value?as_of=${spring}`);
  assert.match(await mara.title(), /As of/);
  assert.equal(await mara.locator('.banner[role=status]').count(), 1);

  // On a phone four places stand there and the others under “More”, by keyboard, too; with room all do.
  await mara.goto(table);
  const seen = (selector) => mara.locator(selector).evaluateAll((all) => all.filter((one) => one.checkVisibility()).length);
  const all = await mara.locator('.side-nav a').count();
  assert.equal(await seen('.side-nav a'), all);
  assert.equal(await seen('.places > summary'), 0);
  // Between the two they stand in one row.
  await mara.setViewportSize({ width: 834, height: 844 });
  assert.equal(await seen('.side-nav a'), 4);
  const row = await mara.locator('.side-nav').boundingBox();
  assert.ok(row.height < 80, `one row: ${row.height}`);
  const begins = await mara.locator('main').boundingBox();
  assert.ok(begins.y >= row.y + row.height + 12, 'what is on the page begins below the navigation');
  await mara.setViewportSize({ width: 390, height: 844 });
  assert.equal(await seen('.side-nav a'), 4);
  const more = mara.locator('.places > summary');
  await more.focus();
  await mara.keyboard.press('Enter');
  assert.equal(await seen('.side-nav a'), all);
  await mara.keyboard.press('Tab');
  assert.equal((await focused(mara)).localName, 'a', 'the first of the others is next');
  await mara.keyboard.press('Escape');
  assert.equal(await seen('.side-nav a'), 4);
  assert.equal((await focused(mara)).localName, 'summary');
  await mara.keyboard.press('Enter');
  await mara.locator('.places').getByRole('link', { name: 'Record' }).click();
  await mara.waitForURL(/\/record$/);
  assert.equal(await mara.locator('.places > summary.here').count(), 1, 'where one is stands under “More”');
  // Beside a word there are at most two answers, the rest under “More”, wherever there is room.
  for (const width of [390, 834, 1360]) {
    await mara.setViewportSize({ width, height: 900 });
    await mara.goto(`${table}/dialogue`);
    const beside = await mara.locator('.said-links').evaluateAll((rows) =>
      rows.map((row) => [...row.querySelectorAll('a.button')].filter((one) => one.checkVisibility()).length));
    assert.ok(Math.max(...beside) <= 2, `${width}: ${beside}`);
  }
});

journey('what_others_say_is_announced_and_focus_stays', async (world) => {
  const server = await world.demo();
  const ines = await seated(world, server, 'Ines', { tolerate: TOLERATE, width: 834 });
  const mara = await seated(world, server, 'Mara', { tolerate: TOLERATE });
  await ines.goto(`${server.link}/dialogue`);
  const link = ines.locator('.saying .by a').first();
  await link.focus();
  const before = await focused(ines);
  await mara.goto(`${server.link}/dialogue`);
  await mara.locator('#say-words').fill('To be told when a mast is down.');
  await mara.locator('#say button.primary').first().click();
  await ines.waitForFunction(() => document.querySelector('[data-live-told]')?.textContent !== '');
  assert.equal((await focused(ines)).text, before.text, 'focus stays where it was');
});

journey('a_sign_in_that_fails_says_so_where_focus_is', async (world) => {
  const server = await world.serve();
  const ines = await world.visitor({ tolerate: TOLERATE });
  await setUp(ines, server);
  await ines.context().clearCookies();
  await ines.goto(`${server.origin}/sign-in`);
  await ines.getByLabel('E-mail or sign-in name').fill('ines@meridian.example');
  await ines.getByLabel('Password').fill('not this one');
  await press(ines, 'Sign in');
  await ines.locator('.error-summary').waitFor();
  assert.match((await focused(ines)).className, /error-summary/);
});

journey('words_in_another_language_say_so', async (world) => {
  const server = await world.demo();
  const mara = await seated(world, server, 'Mara', { tolerate: TOLERATE });
  await mara.goto(`${server.origin}/account`);
  await mara.locator('select[name="language"]').selectOption('de');
  await mara.locator('form:has(select[name="language"]) button.primary').click();
  await mara.goto(`${server.link}/dialogue`);
  assert.equal(await mara.locator('html').getAttribute('lang'), 'de');
  assert.ok((await mara.locator('.prose[lang="en"]').count()) > 0, 'what Ines wrote is English');
  const own = mara.locator('.saying:has(strong:text-is("Mara Osei")) > .prose').first();
  assert.equal(await own.getAttribute('lang'), null, 'of her own nothing else is known');
});
