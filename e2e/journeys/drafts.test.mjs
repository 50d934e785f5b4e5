// What somebody typed and has not sent: whose it is, how long it is kept, and that it comes back.
import assert from 'node:assert/strict';
import { journey, press } from '../harness.mjs';

async function becomes(page, server, name) {
  await page.goto(`${server.origin}/sign-in`);
  await page.locator('main').or(page.locator('body')).getByRole('button', { name }).first().click();
  await page.waitForURL((url) => url.pathname !== '/sign-in');
}

async function signsOut(page) {
  await page.locator('.top-bar details.menu summary').last().click();
  await press(page, 'Sign out');
  await page.waitForURL(/\/sign-in/);
}

const composer = (page) => page.locator('#say-words');

/** What was typed comes back a moment after the page. */
async function holds(page, text) {
  const field = composer(page);
  await field.waitFor();
  await page.waitForFunction(
    ([selector, wanted]) => document.querySelector(selector).value === wanted,
    ['#say-words', text],
  );
}

/** Nothing comes back: asked after whatever the page's script had to open was opened. */
async function holdsNothing(page) {
  await composer(page).waitFor();
  await page.evaluate(async () => {
    for (let turn = 0; turn < 50; turn += 1) await crypto.subtle?.digest('SHA-256', new Uint8Array(1));
    await new Promise(requestAnimationFrame);
  });
  assert.equal(await composer(page).inputValue(), '');
}

/** All that this tab keeps, as whoever looks into it reads it. */
const kept = (page) => page.evaluate(() => JSON.stringify([{ ...sessionStorage }, { ...localStorage }]));

journey('a_draft_belongs_to_one_person_and_ends_with_their_signing_out', async (world) => {
  const server = await world.demo();
  const page = await world.visitor({ tolerate: [/status of (401|403)/, /text\/event-stream/] });
  const dialogue = new URL(server.link).pathname + '/dialogue';
  const open = () => page.goto(server.origin + dialogue);

  await becomes(page, server, 'Mara');
  await open();
  await composer(page).fill('Between us: the depot may close.');
  await open();
  await holds(page, 'Between us: the depot may close.');
  assert.ok(!(await kept(page)).includes('depot'), 'it is sealed where it is kept');

  // Somebody else in the same tab reads nothing of it, and it is Mara's when she is back: her session had ended
  // by itself.
  await page.context().clearCookies();
  await becomes(page, server, 'Ines');
  await open();
  await holdsNothing(page);
  await composer(page).fill('Something of the provider’s.');
  await page.context().clearCookies();
  await becomes(page, server, 'Mara');
  await open();
  await holds(page, 'Between us: the depot may close.');

  // Signing out deletes hers, in every tab, and nobody else's.
  const other = await page.context().newPage();
  await other.goto(server.origin + dialogue);
  await composer(other).fill('Another thought, in another tab.');
  await signsOut(page);
  await other.waitForFunction(() => Object.keys(sessionStorage).every((name) => !name.startsWith('draft:')));
  await becomes(page, server, 'Mara');
  await open();
  await holdsNothing(page);

  // What was typed in the other tab is not lost: it is given back, to be sent in the name of whoever is here.
  await press(other, 'Say it');
  await other.getByText('Somebody signed in here after that page was opened').waitFor();
  await world.inspect(other, 'drafts-given-back');
  assert.equal(await other.getByLabel('You wrote').inputValue(), 'Another thought, in another tab.');
  await other.getByRole('button', { name: 'Send it again as Mara' }).click();
  await other.getByText('Another thought, in another tab.').first().waitFor();
  assert.match(other.url(), /\?said=/);

  await signsOut(page);
  await becomes(page, server, 'Ines');
  await open();
  await holds(page, 'Something of the provider’s.');
  // Once it was sent it is no draft any more.
  await press(page, 'Say it');
  await page.waitForURL(/\?said=/);
  await open();
  await holdsNothing(page);
});

journey('what_cannot_be_sealed_does_not_outlive_that_somebody_else_comes', async (world) => {
  const server = await world.demo();
  const page = await world.visitor();
  // As on plain http elsewhere than on this machine.
  await page.addInitScript(() => Object.defineProperty(crypto, 'subtle', { value: undefined }));
  const dialogue = new URL(server.link).pathname + '/dialogue';
  const open = () => page.goto(server.origin + dialogue);
  await becomes(page, server, 'Mara');
  await open();
  await composer(page).fill('Between us: the depot may close.');
  await open();
  await holds(page, 'Between us: the depot may close.');
  await page.context().clearCookies();
  await becomes(page, server, 'Ines');
  await open();
  await holdsNothing(page);
  assert.ok(!(await kept(page)).includes('depot'));
});

journey('what_was_for_ones_own_party_does_not_come_back_for_the_whole_table', async (world) => {
  const server = await world.demo();
  const page = await world.visitor({ tolerate: [/status of 422/] });
  const dialogue = new URL(server.link).pathname + '/dialogue';
  const open = () => page.goto(server.origin + dialogue);
  const audience = page.locator('#say-audience');
  await becomes(page, server, 'Mara');
  await open();
  await page.locator('#say input[name=kind][value=idea]').check({ force: true });
  const own = await audience.locator('option').nth(1).getAttribute('value');
  await audience.selectOption(own);
  await composer(page).fill('Between us: the depot may close.');
  await open();
  await holds(page, 'Between us: the depot may close.');
  assert.equal(await audience.inputValue(), own);
  assert.ok(await page.locator('#say input[name=kind][value=idea]').isChecked());

  // Where that can be chosen no more, nothing is sent before something else was.
  await page.addInitScript((word) => {
    document.addEventListener('readystatechange', () => {
      if (document.readyState === 'interactive') document.querySelector(`#say-audience [value="${word}"]`)?.remove();
    });
  }, own);
  await open();
  await holds(page, 'Between us: the depot may close.');
  await press(page, 'Say it');
  await page.locator('#say-audience[aria-invalid="true"]').waitFor();
  assert.ok(!page.url().includes('said='));
});

journey('a_session_that_ends_while_rating_loses_no_mark', async (world) => {
  const server = await world.demo();
  const page = await world.visitor({ width: 390, tolerate: [/status of 401/, /text\/event-stream/] });
  const table = new URL(server.link).pathname;
  await becomes(page, server, 'Mara');
  await page.goto(`${server.origin}${table}/value`);
  const outcome = await page.locator('.value-table a[href*="/outcomes/"]').first().getAttribute('href');
  const rating = server.origin + outcome.replace('/outcomes/', '/rate/').replace(/[?#].*$/, '');
  const mark = (name, value) => page.locator(`[name="${name}"][value="${value}"]`);
  await page.goto(rating);
  await mark('benefit', 7).check({ force: true });
  await mark('usefulness', 4).check({ force: true });
  await mark('importance', 9).check({ force: true });
  await page.getByLabel('Why?').fill('It held in the snow.');
  await page.waitForFunction(() => Object.keys(sessionStorage).some((name) => name.includes(':rate:')));

  // The session ends by itself; what was set is told, and comes back to whoever signs in again.
  const session = (await page.context().cookies()).filter(({ name }) => name === 'covalue');
  await page.context().clearCookies({ name: 'covalue' });
  assert.equal(session.length, 1);
  await press(page, 'Say it');
  await page.getByText('not signed in').waitFor();
  const told = await page.getByLabel('What you wrote').inputValue();
  assert.match(told, /It held in the snow\.[^]*Benefit: 7[^]*Usefulness: 4[^]*Importance: 9/);
  await page.getByText('The invitation itself works only once').waitFor();
  await world.inspect(page, 'session-ended');
  await page.getByRole('link', { name: 'Sign in' }).last().click();
  await page.locator('main').getByRole('button', { name: 'Mara' }).first().click();
  await page.waitForURL(rating);
  await page.waitForFunction(() => document.querySelector('[name="importance"][value="9"]').checked);
  assert.ok(await mark('benefit', 7).isChecked());
  assert.ok(await mark('usefulness', 4).isChecked());
  assert.equal(await page.getByLabel('Why?').inputValue(), 'It held in the snow.');
  await press(page, 'Say it');
  await page.waitForURL(/said=rated|\/rate\/|\/reveal/);
  await page.goto(rating);
  await page.locator('form.phone').waitFor();
  assert.equal(await page.locator('.scale :checked').count(), 0, 'what was sent is no draft any more');
});

journey('what_is_offered_since_a_draft_was_kept_stays_chosen_as_the_page_has_it', async (world) => {
  const server = await world.demo();
  const page = await world.visitor();
  await becomes(page, server, 'Ines');
  const composing = `${server.link}/agreement/draft`;
  await page.goto(composing);
  const chosen = page.locator('[name=outcomes]:checked');
  const all = await chosen.count();
  assert.ok(all > 2, 'outcomes are chosen at first');
  // As if it had not been there when the draft was kept; of those that were, one is left out.
  const came = await chosen.first().evaluate((field) => {
    field.remove();
    return field.value;
  });
  await chosen.last().uncheck();
  await page.locator('[name=factor]').fill('Once the depot has moved');
  await page.waitForFunction(() => Object.keys(sessionStorage).some((place) => place.startsWith('draft:')));
  await page.goto(composing);
  await page.waitForFunction(() => document.querySelector('[name=factor]').value === 'Once the depot has moved');
  assert.ok(await page.locator(`[name=outcomes][value="${came}"]`).isChecked(), 'what came since is chosen');
  assert.equal(await chosen.count(), all - 1, 'what was left out stays out');
});

/** One address for each kind of page that leads on from these, as far as its links are followed. */
async function everyKindOfPage(page, origin, beginnings) {
  const kindOf = (path) => path.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, '-').replace(/\/\d+/g, '/-');
  const kinds = new Map(beginnings.map((path) => [kindOf(path), path]));
  for (const path of kinds.values()) {
    await page.goto(origin + path);
    const links = await page.locator('a[href]').evaluateAll((all) => all.map(({ href }) => href));
    for (const link of links.map((href) => new URL(href))) {
      const isPage = link.origin === origin && !/\.\w+$|^\/(assets|c|q|i)\/|\/(wall|live|attachments)\b/.test(link.pathname);
      if (isPage && !kinds.has(kindOf(link.pathname))) kinds.set(kindOf(link.pathname), link.pathname);
    }
  }
  return [...kinds.values()];
}

/** Types into every field of every form that is sent; what stands where then. */
const typeEverywhere = (page) =>
  page.evaluate(() => {
    const typed = {};
    const begun = new Set();
    for (const form of document.forms) {
      if (form.method !== 'post' || form.querySelector('[type=password]')) continue;
      for (const field of form.elements) {
        const isText = field.matches('textarea, [type=text], [type=email], [type=url]');
        if (!isText || field.hidden || field.readOnly || field.autocomplete === 'one-time-code') continue;
        const before = field.value;
        field.value = field.type === 'text' || field.type === 'textarea' ? `${before} typed ${field.id}` : 'typed@place.example';
        field.dispatchEvent(new Event('input', { bubbles: true }));
        typed[field.id] = field.value;
        begun.add(form);
      }
    }
    return { typed, forms: begun.size };
  });

for (const name of ['Ines', 'Mara']) {
  journey(`what_${name.toLowerCase()}_types_into_any_form_of_any_page_is_there_when_it_is_loaded_again`, async (world) => {
    const server = await world.demo();
    const page = await world.visitor({ tolerate: [/status of 404/] });
    const table = new URL(server.link).pathname;
    await becomes(page, server, name);
    const lost = [];
    let fields = 0;
    for (const path of await everyKindOfPage(page, server.origin, [table, '/', '/account', '/open', '/organisation'])) {
      await page.goto(server.origin + path);
      const { typed, forms } = await typeEverywhere(page);
      if (forms === 0) continue;
      const isKept = (wanted) => Object.keys(sessionStorage).filter((place) => place.startsWith('draft:')).length >= wanted;
      await page.waitForFunction(isKept, forms, { timeout: 5000 }).catch(() => lost.push(`${path}: ${forms} forms`));
      await page.goto(server.origin + path);
      const isBack = (all) => Object.entries(all).every(([id, text]) => document.getElementById(id)?.value === text);
      await page.waitForFunction(isBack, typed, { timeout: 5000 }).catch(async () => {
        const now = await page.evaluate((ids) => ids.map((id) => document.getElementById(id)?.value), Object.keys(typed));
        Object.keys(typed).forEach((id, at) => now[at] === typed[id] || lost.push(`${path}: #${id}: “${now[at]}”`));
      });
      fields += Object.keys(typed).length;
      await page.evaluate(() => sessionStorage.clear());
    }
    assert.deepEqual(lost, []);
    assert.ok(fields > 40, `only ${fields} fields`);
  });
}
