// On a phone a page is as long as what its reader came for: what is settled, and what few need, is folded.
import assert from 'node:assert/strict';
import { journey, seated } from '../harness.mjs';

/** The most that a page of the demo's year may be high at 390 px, from the top of the window to its end. */
const MOST = { '': 2600, '/value': 4000, '/dialogue': 5000 };

async function speaks(page, origin, language) {
  await page.goto(`${origin}/account`);
  const choice = page.locator('select[name="language"]');
  await choice.selectOption(language);
  await page.locator('form', { has: choice }).getByRole('button').first().click();
  await page.locator(`html[lang="${language}"]`).waitFor();
}

for (const name of ['Ines', 'Mara']) {
  journey(`what_${name.toLowerCase()}_reads_on_a_phone_is_short_in_both_languages`, async (world) => {
    const server = await world.demo();
    const page = await seated(world, server, name, { width: 390 });
    const long = [];
    for (const language of ['en', 'de']) {
      await speaks(page, server.origin, language);
      for (const [at, most] of Object.entries(MOST)) {
        await page.goto(server.link + at);
        await page.evaluate(() => document.fonts.ready);
        const height = await page.evaluate(() => document.documentElement.scrollHeight);
        if (height > most) long.push(`${at || 'the overview'} in ${language}: ${height} px, promised ${most}`);
        // What is folded is there, one tap away, and says how much it is.
        const folds = await page.locator('main details:not([open]) > summary').filter({ visible: true }).allTextContents();
        assert.ok(folds.every((fold) => fold.trim()), `${at}: a fold says what is in it`);
      }
    }
    assert.deepEqual(long, []);
  });
}
