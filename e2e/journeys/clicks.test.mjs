// How many clicks and fields it takes from the overview, counted: each is promised not to be more.
import assert from 'node:assert/strict';
import { journey, press, setUp, seated } from '../harness.mjs';
import { openAndInvite } from '../opening.mjs';

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
  await does.click(ines.locator('.glance a[href*="do=say_back"]'));
  await does.fill(ines.locator('#do-words'), 'You want to reach a driver wherever the truck stops.');
  await does.click(ines.locator('#do button.primary'));
  await ines.locator('.flash').waitFor();
  does.atMost(3, 'say it back');

  // Who was not heard stands on the overview; the answer is one click away.
  await does.begin();
  await ines.getByRole('heading', { name: 'Not heard yet' }).waitFor();
  await does.click(ines.locator('.unheard a[href*="?do="]'));
  await ines.locator('#do-words').waitFor();
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

journey('five_outcomes_are_rated_on_a_phone_in_few_taps', async (world) => {
  const server = await world.serve();
  const ines = await world.visitor();
  await setUp(ines, server);
  const link = await openAndInvite(ines);
  const table = `${server.origin}${new URL(ines.url()).pathname.match(/^\/r\/[0-9a-f-]+/)[0]}`;
  for (const statement of ['hear of works a day before', 'know a fault at once']) {
    await ines.goto(`${table}/value#add`);
    await ines.locator('[name="statement"]').first().fill(statement);
    await press(ines, 'Add an outcome');
    await ines.locator('.flash').waitFor();
  }
  const mara = await world.visitor({ width: 390 });
  await mara.goto(link);
  await press(mara, 'Begin');
  await mara.waitForURL(/\/welcome$/);
  const does = counting(mara, { link: table });
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
  assert.doesNotMatch(mara.url(), /\/rate\//, 'all five are rated');
  does.atMost(21, 'rate five outcomes');
});

journey('what_a_customer_does_on_a_phone_takes_few_clicks', async (world) => {
  const server = await world.demo();
  const mara = await seated(world, server, 'Mara', { width: 390 });
  const does = counting(mara, server);

  await does.begin();
  await does.fill(mara.getByLabel('What do you need?'), 'To hear of works a day before.');
  await does.click(button(mara, 'Say it'));
  await mara.locator('.flash').waitFor();
  await mara.getByText('To hear of works a day before.').first().waitFor();
  does.atMost(2, 'say a need');

  await does.begin();
  await does.click(nav(mara, 'Dialogue'));
  await does.click(mara.getByRole('link', { name: 'Yes, and …' }));
  await does.fill(mara.locator('#do-words'), 'And at night, too.');
  await does.click(mara.locator('#do button.primary'));
  await mara.locator('.flash').waitFor();
  does.atMost(4, 'build on an idea');
});

journey('a_no_is_explained_to_a_sponsor_in_three_clicks', async (world) => {
  const server = await world.demo();
  const ines = await seated(world, server, 'Ines');
  const does = counting(ines, server);
  await does.begin();
  await does.click(ines.locator('main a[href*="/features/mixes/"]'));
  await does.click(ines.getByRole('link', { name: /^Explain this no/ }));
  const letter = ines.locator('a[href^="mailto:"]').first();
  await letter.waitFor();
  // The third is the letter itself, which the person's own mail program takes.
  does.atMost(2, 'come to the letter that explains a no');
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
