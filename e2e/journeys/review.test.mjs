// Something happens outside, three people rate anew what it touches, and the review says who says less, when, and what
// happened then; who took part at which stage stands beside it, and tickets become readings.
import assert from 'node:assert/strict';
import { journey } from '../harness.mjs';

const HAPPENS = 'The tunnel at Elm Pass is closed for a year.';

/** Signs in as one of the demo's people. */
async function seated(world, server, name, options = {}) {
  const page = await world.visitor(options);
  await page.goto(server.link);
  await page.getByRole('button', { name: new RegExp(`^${name}`) }).click();
  await page.waitForURL(/\/r\/|\/$/);
  return page;
}

/** Rates an outcome, by name where that may be chosen. */
async function rates(page, place, marks) {
  await page.goto(place);
  for (const [scale, mark] of Object.entries(marks)) {
    await page.locator(`[name="${scale}"][value="${mark}"]`).check({ force: true });
  }
  const byName = page.locator('input[name="by_name"]');
  if (await byName.count()) await byName.check();
  await page.locator('button[name="answer"][value="rate"]').click();
  await page.waitForURL((url) => !url.pathname.endsWith(new URL(place).pathname));
}

journey('what_happens_outside_is_rated_anew_and_the_review_says_who_says_less_since', async (world) => {
  const server = await world.demo();
  const table = `${server.origin}${new URL(server.link).pathname}`;
  const ines = await seated(world, server, 'Ines');
  await ines.goto(`${table}/factors`);
  await ines.locator('details:has(> #record) > summary').click();
  await ines.getByLabel('What happens', { exact: true }).fill(HAPPENS);
  const touched = ines.getByRole('checkbox', { name: /A7/ }).first();
  const outcome = await touched.getAttribute('value');
  const statement = (await touched.locator('xpath=ancestor::label').innerText()).trim();
  await touched.check();
  await ines.getByRole('button', { name: 'Record it' }).click();
  await ines.getByText('comes up for looking at again').waitFor();

  for (const name of ['Mara', 'Lea', 'Jonas']) {
    const page = await seated(world, server, name, name === 'Jonas' ? { width: 390 } : {});
    await rates(page, `${table}/rate/${outcome}`, { benefit: 2, usefulness: 3, importance: 4 });
  }

  await ines.goto(`${table}/review`);
  const fell = ines.locator('section', { has: ines.locator('#falls') }).getByRole('listitem').filter({ hasText: statement });
  const said = await fell.first().innerText();
  assert.match(said, /\d of \d+ who rated again now says? less/);
  assert.match(said, /Said (on|between) /);
  assert.ok(said.includes(HAPPENS), said);
  await world.inspect(ines, 'review-fell');

  // Who took part stands beside it; what is Ines' to place, she places.
  await ines.getByRole('link', { name: 'Who took part, in detail' }).click();
  const place = ines.locator('section', { has: ines.locator('#place') }).getByRole('listitem').first();
  const called = await place.locator('a.title').innerText();
  await place.getByRole('combobox').selectOption({ label: 'Building' });
  await place.getByRole('button', { name: 'Save' }).click();
  await ines.getByText('Saved.').waitFor();
  const building = ines.locator('details', { hasText: 'Building:' });
  await building.locator('summary').click();
  await building.getByRole('link', { name: called }).waitFor();
  await world.inspect(ines, 'stages-placed');

  // A list of tickets is asked what could be two, and becomes a reading for each month.
  await ines.goto(`${table}/outcomes/${outcome}`);
  const measure = await ines.locator(`a[href*="/measures/"]`).first().getAttribute('href');
  await ines.goto(`${server.origin}${measure.split('?')[0]}/import`);
  await ines.locator('[name="upload"]').setInputFiles({
    name: 'task_sla.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from([
      '"task","sla","stage","has_breached","start_time","end_time"',
      '"INC1","P2","completed","false","2026-03-03 08:12:40","2026-03-03 13:40:02"',
      '"INC2","P2","completed","true","2026-03-16 09:00:00","2026-03-17 11:30:00"',
      '"INC3","P2","completed","false","2026-04-04 07:45:10","2026-04-04 09:45:10"',
    ].join('\n')),
  });
  await ines.getByRole('button', { name: 'See what is understood' }).click();
  await ines.getByLabel('In which time zone are the times?').selectOption('UTC');
  await ines.getByLabel('For what is there to be one reading?').selectOption({ label: 'Each month' });
  await world.inspect(ines, 'tickets-asked');
  await ines.getByRole('button', { name: 'Look again' }).click();
  await ines.getByRole('button', { name: 'Take over 2 readings' }).click();
  await ines.getByText('Taken over.', { exact: true }).waitFor();
});
