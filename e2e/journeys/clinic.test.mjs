// The first ten minutes of another trade, both sides and a supplier: a clinic and whoever runs its IT, from the one-time
// code to the guess that the provider opens, and to a mix that three parties' ratings make and that is recorded with its
// reasons. In both languages: what is looked for is where it is, not how it is called.
import assert from 'node:assert/strict';
import { journey, PASSWORD } from '../harness.mjs';

const WORDS = {
  'en-GB': {
    own: 'tell at the bedside what was prescribed',
    service: 'Clinic IT for wards and admissions',
    back: 'Nobody here looks at the portal.',
    features: ['Offline worklist for admissions', 'Findings on the ward tablet'],
    sentence: /^You guessed/,
  },
  'de-DE': {
    own: 'am Bett sagen, was verordnet ist',
    service: 'Klinik-IT für Stationen und Aufnahme',
    back: 'Ins Portal schaut hier niemand.',
    features: ['Arbeitsliste der Aufnahme ohne Netz', 'Befunde auf dem Stationstablet'],
    sentence: /^Sie haben .+ geschätzt/,
  },
};

async function choose(page, number) {
  for (const scale of ['benefit', 'usefulness', 'importance']) {
    await page.locator(`input[name="${scale}"][value="${number}"]`).check({ force: true });
  }
}

const go = (page) => page.locator('main .button.primary, .bottom-bar .button.primary').last().click();

/** Rates or guesses all that wait, one after the other. */
async function sayAll(page, marks, where) {
  for (const mark of marks) {
    await page.waitForURL(where);
    const here = page.url();
    await choose(page, mark);
    await go(page);
    await page.waitForURL((url) => url.href !== here);
  }
}

for (const locale of Object.keys(WORDS)) {
  journey(`a_clinic_and_its_it_come_from_the_first_code_to_a_recorded_mix_in_${locale.slice(0, 2)}`, async (world) => {
    const words = WORDS[locale];
    const server = await world.serve();
    const nora = await world.visitor({ locale });
    const paul = await world.visitor({ locale, width: 390 });
    const rosa = await world.visitor({ locale, width: 390 });
    const name = locale.slice(0, 2);

    // Who runs the clinic's IT.
    await nora.goto(server.link);
    await nora.locator('[name="code"]').fill(server.code);
    await go(nora);
    await nora.locator('[name="organisation"]').fill('Nordlicht IT');
    await nora.locator('[name="name"]').fill('Nora Lind');
    await nora.locator('[name="email"]').fill('nora@nordlicht.example');
    await nora.locator('[name="password"]').fill(PASSWORD);
    await go(nora);
    await nora.locator('[name="address"]').waitFor();
    await go(nora);
    await nora.waitForURL(/\/open$/);
    assert.equal(await nora.locator('html').getAttribute('lang'), name);

    await nora.locator('[name="organisation"]').fill('Elbe Clinic');
    await nora.locator('#service').fill(words.service);
    await go(nora);
    // The starters that fit come first, and lie open; so does the example.
    await nora.waitForURL(/\/begin\/outcomes$/);
    const first = nora.locator('details.more').first();
    assert.ok(await first.evaluate((fold) => fold.open), 'the set that fits lies open');
    assert.match(await first.locator('summary').textContent(), /Clinic|Klinik/);
    await nora.locator('[name="own_1"]').fill(words.own);
    await nora.locator('[value="clinic-admit"]').check({ force: true });
    await nora.locator('[value="clinic-findings"]').check({ force: true });
    await world.inspect(nora, `clinic-${name}-outcomes`);
    await go(nora);
    await sayAll(nora, [6, 7, 8], /\/guess\//);

    await nora.waitForURL(/\/invite$/);
    await nora.locator('#name').fill('Paul Winter');
    await nora.locator('[name="then"][value="link"]').click();
    const link = await nora.locator('.copying input').first().inputValue();
    const table = new URL(nora.url()).pathname.match(/^\/r\/[0-9a-f-]+/)[0];
    const at = (path) => `${server.origin}${table}${path}`;

    // The clinic, on a phone.
    await paul.goto(link);
    await go(paul);
    await paul.waitForURL(/\/welcome$/);
    await paul.locator('[name="lets"]').fill(words.own);
    await paul.locator('[name="gets"]').fill(words.back);
    await go(paul);
    await sayAll(paul, [9, 8, 3], /\/rate\//);
    await paul.waitForURL(/\/missing$/);
    await paul.locator('[name="words"]').fill(`${words.back} ${words.own}`);
    await go(paul);
    await paul.waitForURL(/\/reveal/);
    await world.inspect(paul, `clinic-${name}-reveal-there`);
    await paul.locator('[name="words"]').fill(words.back);
    await go(paul);

    // The provider opens the same, from the overview.
    await nora.goto(at(''));
    await nora.locator('.needs a[href*="/reveal"]').first().click();
    await nora.waitForURL(/\/reveal/);
    assert.match(await nora.locator('.sentence').first().textContent(), words.sentence);
    await world.inspect(nora, `clinic-${name}-reveal-here`);

    // A supplier with its person, in one form.
    await nora.goto(at('/parties'));
    const seat = nora.locator('form:has(input[name="form"][value="seat"])');
    await nora.locator('details:has(form input[name="form"][value="seat"]) > summary').last().click();
    await seat.locator('[name="name"]').fill('Labor West');
    await seat.locator('[name="person"]').fill('Rosa Lenz');
    await seat.locator('button.primary').click();
    await rosa.goto(await nora.locator('.copying input').first().inputValue());
    await go(rosa);
    await rosa.waitForURL(/\/welcome$/);
    await rosa.goto(at('/rate'));
    await sayAll(rosa, [5, 9, 4], /\/rate\//);

    // Two features, each for one outcome, and what they cost.
    for (const [place, feature] of words.features.entries()) {
      await nora.goto(at('/features'));
      const form = nora.locator('form[action$="/features"][method="post"]');
      if (!(await form.isVisible())) await nora.locator('details.more:has(form[action$="/features"][method="post"]) > summary').first().click();
      await form.locator('[name="name"]').fill(feature);
      await form.locator('[name="origins"][value="customer"]').check({ force: true });
      await form.locator('select[name^="serves"]').nth(place).selectOption({ index: 3 });
      await form.locator('details.more:has([name="price"]) > summary').last().click();
      await form.locator('[name="price"]').fill(place === 0 ? '40000' : '70000');
      await form.locator('input[name^="bears"]').nth(1).fill('100');
      await form.locator('button.primary').last().click();
      await nora.locator('.flash').waitFor();
    }
    // The provider says what it is worth to itself: the third party.
    await nora.goto(at('/rate'));
    await sayAll(nora, [6, 6, 5], /\/rate\//);

    await nora.goto(at('/features?budget=50000'));
    await nora.locator('form.record-mix button.primary').click();
    await nora.waitForURL(/\/features\/mixes\//);
    const told = await nora.locator('main').textContent();
    for (const feature of words.features) assert.ok(told.includes(feature), `${feature} is told`);
    assert.equal(await nora.locator('main .advice').count(), 0, 'three parties have spoken: nothing is provisional');
    await world.inspect(nora, `clinic-${name}-mix`);
  });
}
