// The affordable mix: a list of features is brought, three parties say what outcomes are worth, the
// budget moves, the supplier's only wish says why it is in, and the mix is recorded.
import assert from 'node:assert/strict';
import { journey, press, seated } from '../harness.mjs';

const ICE = 'Climb without ice underfoot';
const A7 = 'Keep a driver on the line all along the A7';
const CREWS = 'Climb a mast only when it is needed';
const ANSWERS = 'Find a driver who does not answer';
const LIST = `name;offered by;price;borne by;origins;must;${A7};${ICE};${ANSWERS};Colour
Heated ladders at two masts;Halden Towers;;;supplier;;;strong;;red
Second carrier on the A7;Meridian Mobile;60000;Northwind 100%;customer;;medium;none;weak;
Radio silence on Sundays;Meridian Mobile;not much;;a dream;;;;;
`;

/** One more visitor at the table as this person, and the table's path. */
async function atTable(world, server, name, options) {
  const page = await seated(world, server, name, options);
  return { page, table: new URL(page.url()).pathname };
}

/** Opens the page on which this person says what an outcome is worth. */
async function rate(page, origin, table, statement) {
  await page.goto(`${origin}${table}/value`);
  const link = page.locator('.value-table').getByRole('link', { name: statement, exact: true });
  const outcome = (await link.first().getAttribute('href')).split('/').at(-1);
  await page.goto(`${origin}${table}/rate/${outcome}`);
}

/** Says what an outcome is worth, before it is delivered. */
async function expect(page, origin, table, statement, mark) {
  await rate(page, origin, table, statement);
  for (const scale of ['benefit', 'usefulness', 'importance']) {
    await page.locator(`input[name="${scale}"][value="${mark}"]`).check();
  }
  const expected = page.locator('input[name="stage"][value="expected"]');
  if (await expected.count()) {
    const summary = page.locator('details:has(input[name="stage"]) > summary');
    if (await summary.count()) await summary.first().click();
    await expected.check();
  }
  await press(page, 'Say it');
}

/** Says that an outcome does not concern them. */
async function leave(page, origin, table, statement) {
  await rate(page, origin, table, statement);
  await press(page, 'Does not concern us');
  await page.waitForURL((url) => !url.pathname.includes(`/rate/`) || url.search !== '');
}

/** Reads on in this language. */
async function speak(page, origin, language) {
  await page.goto(`${origin}/account`);
  const choice = page.locator('select[name="language"]');
  await choice.selectOption(language);
  await page.locator('form', { has: choice }).getByRole('button').first().click();
  await page.waitForLoadState();
}

const share = (page, party) =>
  page.locator('#mix-side .meter', { hasText: party }).locator('strong').first().textContent();

journey('a_mix_is_brought_rated_moved_read_and_recorded', async (world) => {
  const server = await world.demo();
  const tolerate = [/status of 422/];
  const ines = await atTable(world, server, 'Ines');
  const mara = await atTable(world, server, 'Mara');
  const tom = await atTable(world, server, 'Tom', { tolerate });
  const { table } = ines;
  const at = (path) => `${server.origin}${table}${path}`;

  // Tom adds what Halden would be able to do.
  await tom.page.goto(at('/value#add'));
  await tom.page.getByLabel('So that Northwind can …').fill(ICE);
  await tom.page.getByLabel('Whom is it meant for?').selectOption({ label: 'Halden Towers' });
  await press(tom.page, 'Add an outcome');
  await tom.page.getByText('The outcome is on the table.').waitFor();

  // Ines brings a list: what is understood is shown, and what is not.
  await ines.page.goto(at('/features/import'));
  await ines.page.getByLabel('The table’s text').fill(LIST);
  await press(ines.page, 'See what is understood');
  await ines.page.getByRole('heading', { name: '3 features to add' }).waitFor();
  for (const told of ['Column “Colour”', '“not much” is not an amount', '“a dream” is not an origin']) {
    await ines.page.getByText(told).waitFor();
  }
  await world.inspect(ines.page, 'mix-import');
  await press(ines.page, 'Add these 3 features');
  await ines.page.getByText('The features are on the table.').waitFor();

  // Tom says what his own costs; Meridian cannot.
  await ines.page.getByRole('link', { name: 'Heated ladders at two masts' }).first().click();
  assert.equal(await ines.page.getByLabel('Table price').count(), 0);
  await tom.page.goto(ines.page.url());
  await tom.page.getByLabel('Table price').fill('14,000');
  await tom.page.getByLabel('Halden Towers', { exact: true }).fill('100');
  await press(tom.page, 'Say it');
  await tom.page.getByText('The price is on the table.').waitFor();

  // Three parties say what they expect. Halden wants one thing, which nothing but the ladders serves.
  await expect(ines.page, server.origin, table, A7, 7);
  await expect(mara.page, server.origin, table, A7, 9);
  await expect(tom.page, server.origin, table, ICE, 10);
  await leave(tom.page, server.origin, table, A7);
  await leave(tom.page, server.origin, table, CREWS);

  // The budget moves while the slider is dragged, and the page follows without being loaded anew.
  await mara.page.goto(at('/features'));
  await mara.page.locator('#mix-chart svg').waitFor();
  const slider = mara.page.getByLabel('Move the budget');
  await slider.focus();
  await mara.page.keyboard.press('Home');
  await mara.page.getByText('For €0:').first().waitFor();
  assert.equal(await share(mara.page, 'Halden'), '0%');
  await mara.page.keyboard.press('End');
  await mara.page.waitForFunction(
    () => document.querySelector('#mix-side .meter strong')?.textContent === '100%',
  );
  assert.match(mara.page.url(), /budget=\d+/);

  // Without JavaScript the number and its button do the same.
  const plain = await atTable(world, server, 'Tom', { javaScript: false });
  await plain.page.goto(at('/features'));
  await plain.page.getByLabel('Budget', { exact: true }).fill('150,000');
  await press(plain.page, 'Show');
  await plain.page.getByText('For €150,000:').first().waitFor();
  await press(plain.page, 'Most total value');
  await plain.page.getByText('For €150,000:').first().waitFor();
  assert.equal(
    await plain.page.getByRole('button', { name: 'Most total value' }).getAttribute('aria-pressed'),
    'true',
  );

  // Why the supplier's only wish is in, in each language.
  const wish = tom.page.locator('.mix-table tr', { hasText: 'Heated ladders' });
  const why = async () => {
    await tom.page.goto(at('/features?budget=240000'));
    return `${await wish.locator('.state').textContent()}: ${await wish.locator('small').first().textContent()}`;
  };
  await speak(tom.page, server.origin, 'de');
  assert.equal(await why(), 'enthalten: Der einzige Wunsch von Halden. Gewünscht von Halden.');
  await speak(tom.page, server.origin, 'en');
  assert.equal(await why(), 'in: Halden’s only wish. Backed by Halden.');
  assert.match(await wish.locator('.money').textContent(), /Halden/);
  await world.inspect(tom.page, 'mix-typical');

  // What is recorded is what was shown, and comes to the same when it is computed again.
  await press(tom.page, 'Record this mix');
  await tom.page.getByText('The mix is on the record.').waitFor();
  await tom.page.getByRole('heading', { name: 'Equal voice, €240,000' }).waitFor();
  await tom.page.getByText('Rule, voices, proof and digest').click();
  await tom.page.getByRole('link', { name: 'Compute it again' }).click();
  await tom.page.getByText(/the same digest, the same mix/).waitFor();
  await world.inspect(tom.page, 'mix-recorded');

  // The new features serve what Ines has not guessed: until she does, or skips it, she sees no mix.
  await ines.page.goto(at('/features'));
  await ines.page.getByRole('heading', { name: 'Guess first' }).waitFor();
  assert.equal(await ines.page.locator('#mix-chart').count(), 0);
  await world.inspect(ines.page, 'mix-guess-first');
  for (const statement of [ANSWERS, ICE]) {
    await ines.page.getByRole('link', { name: statement }).click();
    const guess = await ines.page.waitForURL(/\/guess\//).then(() => ines.page.url());
    await press(ines.page, 'Skip this one');
    await ines.page.waitForURL((url) => url.href !== guess);
    await ines.page.goto(at('/features'));
  }
  await ines.page.locator('#mix-chart svg').waitFor();
});
