// How many clicks and fields it takes from the overview, counted: each is promised not to be more.
import assert from 'node:assert/strict';
import { journey, press } from '../harness.mjs';

async function seated(world, server, name, options) {
  const page = await world.visitor(options);
  await page.goto(server.link);
  await page.getByRole('button', { name: new RegExp(`^${name}`) }).click();
  await page.waitForURL(/\/r\/|\/$/);
  await page.goto(server.link);
  return page;
}

/** Does things one after the other, beginning at the overview; each counts one. */
function counting(page, server) {
  let count = 0;
  const one = (act) => async (...what) => {
    count += 1;
    await act(...what);
  };
  return {
    async begin() {
      count = 0;
      await page.goto(server.link);
    },
    click: one((locator) => locator.first().click()),
    fill: one((locator, text) => locator.first().fill(text)),
    choose: one((locator) => locator.first().check({ force: true })),
    atMost(most, what) {
      assert.ok(count <= most, `${what}: ${count}, promised ${most}`);
    },
  };
}

const button = (page, name) => page.getByRole('button', { name, exact: true });
const nav = (page, name) => page.locator('.side-nav').getByRole('link', { name });

journey('what_a_service_owner_does_takes_few_clicks', async (world) => {
  const server = await world.demo();
  const ines = await seated(world, server, 'Ines');
  const does = counting(ines, server);

  await does.begin();
  await does.click(nav(ines, 'Parties & people'));
  await does.click(ines.locator('summary', { hasText: 'Give a further organisation a seat' }));
  const seat = ines.locator('form:has(input[name="form"][value="seat"])');
  await does.fill(seat.locator('[name="name"]'), 'Citynet');
  await does.fill(seat.locator('[name="person"]'), 'Rosa Lenz');
  await does.click(seat.getByRole('button'));
  await ines.getByLabel('Link for Rosa').waitFor();
  does.atMost(5, 'seat a party with its person');

  await does.begin();
  await does.click(nav(ines, 'Parties & people'));
  await does.click(ines.locator('main a[href*="/invite"]'));
  await does.fill(ines.getByLabel('Their name'), 'Nora Adam');
  await does.click(button(ines, 'Make the link'));
  await ines.getByLabel('Link for Nora').waitFor();
  does.atMost(4, 'invite by link');

  await does.begin();
  await does.click(ines.locator('.needs a', { hasText: 'Say back' }));
  await does.fill(ines.locator('#do-words'), 'You want to reach a driver wherever the truck stops.');
  await does.click(ines.locator('#do button.primary'));
  await ines.locator('.flash').waitFor();
  does.atMost(3, 'say it back');

  await does.begin();
  await does.click(nav(ines, 'Dialogue'));
  await ines.getByRole('heading', { name: 'Who has been heard' }).waitFor();
  does.atMost(1, 'who was not heard');

  await does.begin();
  await does.click(nav(ines, 'Features & mix'));
  await does.click(ines.locator('main a[href$="/features/import"]'));
  await does.fill(ines.getByLabel('The table’s text'), 'Name;Offered by;Price\nSecond antenna;Meridian Mobile;12000\n');
  await does.click(button(ines, 'See what is understood'));
  await does.click(ines.getByRole('button', { name: /^Add th/ }));
  await ines.locator('.flash').waitFor();
  does.atMost(6, 'import a list');
});

journey('what_a_customer_does_on_a_phone_takes_few_clicks', async (world) => {
  const server = await world.demo();
  const viktor = await seated(world, server, 'Viktor');
  // Five outcomes that she has not rated.
  for (let place = 1; place <= 5; place += 1) {
    await viktor.goto(`${server.link}/value#add`);
    await viktor.locator('[name="statement"]').first().fill(`know a fault of kind ${place} at once`);
    await press(viktor, 'Add an outcome');
    await viktor.locator('.flash').waitFor();
  }
  const mara = await seated(world, server, 'Mara', { width: 390 });
  const does = counting(mara, server);

  await does.begin();
  await does.click(mara.locator('.needs a[href*="/rate"]'));
  for (let place = 1; place <= 5; place += 1) {
    const here = mara.url();
    for (const scale of ['benefit', 'usefulness', 'importance']) {
      await does.choose(mara.locator(`input[name="${scale}"][value="8"]`));
    }
    await does.click(button(mara, 'Say it'));
    await mara.waitForURL((url) => url.href !== here);
  }
  does.atMost(21, 'rate five outcomes');

  await does.begin();
  await does.fill(mara.locator('#say-words'), 'To hear of works a day before.');
  await does.click(mara.locator('#say button.primary'));
  await mara.locator('.flash').waitFor();
  does.atMost(2, 'say a need');

  await does.begin();
  await does.click(nav(mara, 'Dialogue'));
  await does.click(mara.getByRole('link', { name: 'Yes, and …' }));
  await does.fill(mara.locator('#do-words'), 'And at night, too.');
  await does.click(mara.locator('#do button.primary'));
  await mara.locator('.flash').waitFor();
  does.atMost(4, 'build on an idea');
});

journey('everything_is_taken_away_in_three_clicks', async (world) => {
  const server = await world.demo();
  const mara = await seated(world, server, 'Mara');
  const ways = [
    ['Dialogue', '#take-out > summary', 'a[href*="/dialogue.md"]'],
    ['Dialogue', '#take-out > summary', 'a[href*="/dialogue.csv"]'],
    ['Features & mix', null, 'a[href*="/features.csv"]'],
    ['Record', null, 'a[href*="/record.jsonl"]'],
    ['Record', null, 'a[href*="/record.csv"]'],
    ['Settings', null, 'a[href*="/record.leaves"]'],
  ];
  for (const [room, fold, link] of ways) {
    await mara.goto(server.link);
    await nav(mara, room).first().click();
    if (fold) await mara.locator(fold).click();
    const found = mara.locator(`main ${link}`).filter({ visible: true }).first();
    const [file] = await Promise.all([mara.waitForEvent('download'), found.click()]);
    assert.ok(file.suggestedFilename().length > 4, link);
  }
});
