// Every page there is, seen by people of each party, and the promises that hold on all of them:
// accessible, heard and walked through in the order in which one reads, nothing wider than its window, nothing left
// untranslated, no script needed, no mouse needed, fit to print.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { accessibilityFaults, COLOUR_SCHEMES, sidewaysOverflow, takePicture, viewport, WIDTHS } from '../browser.mjs';
import { hearingFaults, walkingFaults } from '../hands.mjs';
import { ARTEFACTS, journey, seated } from '../harness.mjs';

/** The narrowest phone that must do; too close to the next width for a picture of its own. */
const NARROWEST = 360;

/** Whether axe looks at this size: contrast hangs on the colours, target size on the width. */
const axeLooks = ({ width, colorScheme }) =>
  (width === WIDTHS[0] && colorScheme === 'light') || (width === WIDTHS.at(-1) && colorScheme === 'dark');

const A7 = 'Keep a driver on the line all along the A7';
const NOT_GUESSED = 'Find a driver who does not answer';

/** Addresses that are no page of the demo, and what looks at them instead. */
const ELSEWHERE = [
  /^\/(assets|healthz|readyz|robots\.txt|favicon\.ico|apple-touch-icon|\.well-known)/, // no pages
  /^\/passed-on\//, // after an invitation was passed on: first-ten-minutes
  /^\/api\/v1\//, // for programs
  /\.(jsonl|json|csv|leaves|md|ics|pdf)$/, // files
  /\/attachments\/\{place\}(\/preview)?$/, // pictures and PDFs: attachments
  /^\/set-up/, // once, before the demo begins: first-ten-minutes
  /^\/(i|password)\/\{secret\}$/, // by a link: first-ten-minutes
  /^\/c\/\{secret\}/, // by a link that many have: consultations
  /^\/q\/\{secret\}$/, // by a link that many have: trust
  /\/(invite\/\{invitation\}|claim)$/, // of an invitation: first-ten-minutes
  /\/features\/mix$/, // parts of a page
  /\/live$/, // a stream: live
  /\/consultations\/\{consultation\}\/part$/, // leads to where one takes part: consultations
  /^\/(stop|confirm)\/\{secret\}$/, // by a mailed link: messages
  /\/way-back$/, // a guest's own: first-ten-minutes
  /^\/(sign-in\/factor|account\/second-factor)/, // on the way in: passkeys
];

/** The path of an outcome, found by its words on the value page. */
async function outcomePath(page, table, words) {
  await page.goto(new URL(`${table}/value`, page.url()).href);
  const link = page.locator('.value-table').getByRole('link', { name: words, exact: true });
  return new URL(await link.first().getAttribute('href'), page.url()).pathname;
}

/** Texts that are a key of the catalogue instead of what stands under it. */
function untranslated(page) {
  return page.evaluate(() => {
    const key = /^[a-z]+(-[a-z0-9_]+)+$/;
    const texts = [document.title.replace(/ · Covalue$/, '')];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      if (!walker.currentNode.parentElement.closest('script, code, pre, .digest')) {
        texts.push(walker.currentNode.data.trim());
      }
    }
    for (const element of document.querySelectorAll('[placeholder], [aria-label], [data-label]')) {
      for (const name of ['placeholder', 'aria-label', 'data-label']) {
        texts.push(element.getAttribute(name) ?? '');
      }
    }
    return texts.filter((text) => key.test(text));
  });
}

/** Where the pages lie that every visit looks at, as somebody who sees them finds them. */
async function placesOf(guide, server) {
  const table = new URL(server.link).pathname;
  const places = {
    table,
    a7: await outcomePath(guide, table, A7),
    notGuessed: await outcomePath(guide, table, NOT_GUESSED),
    spring: new Date(Date.now() - 240 * 24 * 60 * 60 * 1000).toISOString(),
  };
  await guide.goto(`${server.origin}${table}/features`);
  for (const [place, selector] of [['feature', '.mix-table th a'], ['mix', 'a[href*="/features/mixes/"]']]) {
    const href = await guide.locator(selector).first().getAttribute('href');
    places[place] = new URL(href, server.origin).pathname;
  }
  await guide.goto(server.origin + places.mix);
  const card = await guide.locator('a[href*="/why/"]').first().getAttribute('href');
  places.card = new URL(card, server.origin).pathname;
  await guide.goto(`${server.origin}${table}/decisions`);
  const waiting = await guide.getByRole('link', { name: 'Two small cells at Elm Pass before winter' }).first().getAttribute('href');
  places.proposal = new URL(waiting, server.origin).pathname;
  const promised = await guide.locator('a[href*="/commitments/"]').first().getAttribute('href');
  places.commitment = new URL(promised, server.origin).pathname;
  await guide.goto(`${server.origin}${table}/meetings`);
  for (const [place, name] of [['meeting', 'Review of the third quarter'], ['held', 'Review of the second quarter']]) {
    const href = await guide.getByRole('link', { name }).first().getAttribute('href');
    places[place] = new URL(href, server.origin).pathname;
  }
  await guide.goto(`${server.origin}${table}/factors`);
  const outside = await guide.locator('a.title[href*="/factors/"]').first().getAttribute('href');
  places.factor = new URL(outside, server.origin).pathname;
  await guide.goto(`${server.origin}${table}/trust`);
  await guide.evaluate(() => document.querySelectorAll('details').forEach((fold) => { fold.open = true; }));
  const broke = await guide.locator('a.title[href*="/repairs/"]').first().getAttribute('href');
  places.repair = new URL(broke, server.origin).pathname;
  await guide.goto(`${server.origin}${table}/packs`);
  const frozen = await guide.locator('a.title[href*="/packs/"]').first().getAttribute('href');
  places.pack = new URL(frozen, server.origin).pathname;
  await guide.goto(`${server.origin}${table}/review`);
  const read = await guide.locator('a.measured.good').first().getAttribute('href');
  places.measure = new URL(read, server.origin).pathname;
  await guide.goto(`${server.origin}${table}/consultations`);
  const asked = await guide.locator('main a[href*="/consultations/"]').first().getAttribute('href');
  places.consultation = new URL(asked, server.origin).pathname;
  await guide.goto(`${server.origin}${table}/dialogue`);
  const threads = guide.locator('.thread .by .quiet a');
  places.thread = new URL(await threads.first().getAttribute('href'), server.origin).pathname;
  await guide.goto(`${server.origin}${table}/record`);
  places.older = await guide.getByRole('link', { name: 'Older', exact: true }).getAttribute('href');
  return places;
}

/** Words of which one stands on three lines or more: somebody squeezed the place they stand in. */
function brokenWords(page) {
  return page.evaluate(() => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const range = document.createRange();
    const broken = new Set();
    const hidden = (element) => {
      if (!element.checkVisibility()) return true;
      for (let one = element; one; one = one.parentElement) if (getComputedStyle(one).clipPath !== 'none') return true;
      return false;
    };
    while (walker.nextNode()) {
      const node = walker.currentNode;
      if (node.parentElement.closest('script, style, code, pre, .digest, svg') || hidden(node.parentElement)) continue;
      for (const { 0: word, index } of node.data.matchAll(/[\p{L}\p{M}]{4,24}/gu)) {
        range.setStart(node, index);
        range.setEnd(node, index + word.length);
        const lines = new Set([...range.getClientRects()].map((box) => Math.round(box.top)));
        if (lines.size > 2) broken.add(word);
      }
    }
    return [...broken];
  });
}

/** Pages with all their pictures; what a second person sees of them is kept where axe looks. */
const pictured = new Set();

/** Every page of `paths` as one person sees it: pictures, and what must hold on all. */
async function seeEvery(page, origin, person, paths) {
  const faults = [];
  for (const [name, path, status = 200] of paths) {
    await page.setViewportSize(viewport(WIDTHS[0]));
    const answer = await page.goto(origin + path);
    const note = (fault) => faults.push(`${person} at ${path}: ${fault}`);
    if (answer.status() !== status) note(`answered ${answer.status()}`);
    for (const text of await untranslated(page)) note(`untranslated: ${text}`);
    for (const fault of await hearingFaults(page)) note(fault);
    if (!pictured.has(name)) for (const fault of await walkingFaults(page)) note(fault);
    for (const width of [NARROWEST, ...WIDTHS]) {
      await page.setViewportSize(viewport(width));
      const overflow = await sidewaysOverflow(page);
      if (overflow > 0) note(`${overflow} px too wide at ${width} px`);
      for (const word of await brokenWords(page)) note(`${word} is broken to pieces at ${width} px`);
      if (width === NARROWEST) continue;
      for (const colorScheme of COLOUR_SCHEMES) {
        if (pictured.has(name) && !axeLooks({ width, colorScheme })) continue;
        await page.emulateMedia({ colorScheme });
        await takePicture(page, ARTEFACTS, `${person.toLowerCase()}-${name}`, { width, colorScheme });
        if (axeLooks({ width, colorScheme })) {
          for (const fault of await accessibilityFaults(page)) note(`${fault} [${width} ${colorScheme}]`);
        }
      }
    }
    pictured.add(name);
  }
  assert.equal(faults.length, 0, `\n  ${faults.join('\n  ')}`);
}

/** What each person looks at: a name for the pictures, the path, the answer where it is not 200. */
const VISITS = {
  Nobody: () => [
    ['sign-in', '/sign-in'],
    ['password', '/password'],
  ],
  Ines: ({ table, notGuessed, thread, proposal, commitment, meeting, factor, measure, repair, pack, consultation }) => [
    ['consultations', `${table}/consultations`],
    ['consultation', consultation],
    ['consultation-statement', `${consultation}/statements/1`],
    ['home', '/'],
    ['overview', table],
    ['value', `${table}/value`],
    ['outcome-not-guessed', notGuessed],
    ['guess-next', `${table}/guess`],
    ['guess', notGuessed.replace('/outcomes/', '/guess/')],
    ['reveal', `${table}/reveal`],
    ['dialogue', `${table}/dialogue`],
    ['dialogue-waiting', `${table}/dialogue?waiting`],
    ['thread', thread],
    ['search', `${table}/search?q=mast`],
    ['search-nothing', `${table}/search?q=nobodysaidthis`],
    ['search-across', '/search?q=driver'],
    ['better-off', `${table}/better-off`],
    ['features', `${table}/features`],
    ['features-import', `${table}/features/import`],
    ['decisions', `${table}/decisions`],
    ['proposal-new', `${table}/decisions/new`],
    ['commitments', `${table}/commitments`],
    ['commitment', commitment],
    ['meetings', `${table}/meetings`],
    ['meeting-ahead', meeting],
    ['meeting-wall', `${meeting}/wall`],
    ['factors', `${table}/factors`],
    ['factor', factor],
    ['review', `${table}/review`],
    ['packs', `${table}/packs`],
    ['pack', pack],
    ['trust', `${table}/trust`],
    ['repair', repair],
    ['measure', measure],
    ['measure-import', `${measure}/import`],
    ['stages', `${table}/stages`],
    ['proposal-amended', proposal],
    ['proposal-amendment', `${proposal}/amendment`],
    ['agreement', `${table}/agreement`],
    ['agreement-draft', `${table}/agreement/draft`],
    ['agreement-in-force', `${table}/agreement/versions/2`],
    ['agreement-compared', `${table}/agreement/versions/3/comparison`],
    ['parties', `${table}/parties`],
    ['settings', `${table}/settings`],
    ['open', '/open'],
    ['begin-outcomes', `${table}/begin/outcomes`],
    ['invite', `${table}/invite`],
    ['sheet', `${table}/sheet`],
    ['account', '/account'],
    ['second-factor', '/account/second-factor'],
    ['organisation', '/organisation'],
    ['server', '/server'],
    ['api', '/api'],
    ['unknown', '/no-such-page', 404],
  ],
  Mara: ({ table, a7, older, spring, feature, mix, card, thread, proposal, commitment, held, factor, measure, repair, pack }) => [
    ['overview', table],
    ['value', `${table}/value`],
    ['outcome', a7],
    ['rate-next', `${table}/rate`],
    ['rate-again', a7.replace('/outcomes/', '/rate/')],
    ['welcome', `${table}/welcome`],
    ['missing', `${table}/missing`],
    ['better-off', `${table}/better-off`],
    ['features-worst-off', `${table}/features?rule=worst_off&budget=100000`],
    ['features-then', `${table}/features?as_of=${spring}`],
    ['feature', feature],
    ['mix', `${mix}?again=1`],
    ['card', card],
    ['decisions-mine', `${table}/decisions`],
    ['proposal', proposal],
    ['commitments-mine', `${table}/commitments`],
    ['commitment-received', commitment],
    ['meeting-held', held],
    ['meetings-then', `${table}/meetings?as_of=${spring}`],
    ['factors-mine', `${table}/factors`],
    ['factor-touches-mine', factor],
    ['review-mine', `${table}/review`],
    ['pack-mine', pack],
    ['pack-older', `${pack}?version=1`],
    ['trust-mine', `${table}/trust`],
    ['trust-then', `${table}/trust?as_of=${spring}`],
    ['repair-mine', repair],
    ['review-then', `${table}/review?as_of=${spring}`],
    ['measure-mine', measure],
    ['proposal-then', `${proposal}?as_of=${spring}`, 404],
    ['agreement-to-sign', `${table}/agreement/versions/3/sign`],
    ['agreement-then', `${table}/agreement?as_of=${spring}`],
    ['dialogue', `${table}/dialogue`],
    ['dialogue-then', `${table}/dialogue?as_of=${spring}`],
    ['thread-answering', `${thread}?do=say_back`],
    ['search-empty', `${table}/search`],
    ['search-then', `${table}/search?q=driver&as_of=${spring}`],
    ['record', `${table}/record`],
    ['record-older', older],
    ['record-entry', `${table}/record/1`],
    ['record-filtered', `${table}/record?q=tablet`],
    ['record-nothing', `${table}/record?q=nobodysaidthis`],
    ['overview-then', `${table}?as_of=${spring}`],
    ['value-then', `${table}/value?as_of=${spring}`],
  ],
  Jonas: ({ table, a7, proposal, meeting, consultation }) => [
    ['meeting-of-a-user', meeting],
    ['consultation-of-a-user', consultation],
    ['proposal-of-a-user', proposal],
    ['agreement-of-a-user', `${table}/agreement`],
    ['home', '/'],
    ['overview', table],
    ['outcome', a7],
    ['parties', `${table}/parties`],
  ],
  Tom: ({ table, proposal, meeting, held }) => [
    ['meeting-asks', meeting],
    ['meeting-minutes', held],
    ['proposal-to-answer', proposal],
    ['overview', table],
    ['value', `${table}/value`],
    ['features', `${table}/features`],
    ['dialogue', `${table}/dialogue`],
    ['record', `${table}/record`],
    ['parties', `${table}/parties`],
  ],
};

/** Fails when a GET route of the product is neither visited nor looked at elsewhere. */
test('no_page_is_left_out', async () => {
  const anything = '/r/-/outcomes/-';
  const places = {
    table: '/r/-',
    a7: anything,
    notGuessed: anything,
    older: '/r/-/record',
    spring: '',
    feature: '/r/-/features/-',
    mix: '/r/-/features/mixes/-',
    card: '/r/-/features/mixes/-/why/-',
    proposal: '/r/-/decisions/-',
    commitment: '/r/-/commitments/-',
    meeting: '/r/-/meetings/-',
    held: '/r/-/meetings/-',
    factor: '/r/-/factors/-',
    measure: '/r/-/measures/-',
    repair: '/r/-/repairs/-',
    pack: '/r/-/packs/-',
    consultation: '/r/-/consultations/-',
    thread: '/r/-/dialogue/-',
  };
  const visited = Object.values(VISITS).flatMap((visits) => visits(places).map(([, path]) => path.replace(/\?.*/, '')));
  // The matrix of routes and visitors names every route in full; its own test holds it to the table of routes.
  const source = await readFile(new URL('../../crates/web/tests/it/access.rs', import.meta.url), 'utf8');
  const routes = [...source.matchAll(/"GET",\s*"([^"]+)"/g)].map(([, route]) => route);
  assert.ok(routes.length > 20, 'the routes are read from their table');
  for (const route of routes.filter((route) => !ELSEWHERE.some((pattern) => pattern.test(route)))) {
    const pattern = new RegExp(`^${route.replaceAll(/\{[^}]+\}/g, '[^/]+')}$`);
    assert.ok(visited.some((path) => pattern.test(path)), `no visit to ${route}`);
  }
});

for (const [fact, people, from, to] of [
  ['every_page_holds_for_strangers_and_for_the_provider_at_first', ['Nobody', 'Ines'], 0, 26],
  ['every_page_holds_for_the_provider_further_on', ['Ines'], 26],
  ['every_page_holds_for_the_customer_at_first', ['Mara'], 0, 22],
  ['every_page_holds_for_the_customer_further_on', ['Mara'], 22],
  ['every_page_holds_for_a_user', ['Jonas']],
  ['every_page_holds_for_the_supplier', ['Tom']],
]) {
  journey(fact, async (world) => {
    const server = await world.demo();
    const guide = await seated(world, server, people.includes('Ines') ? 'Ines' : 'Mara');
    const places = await placesOf(guide, server);
    for (const person of people) {
      const visits = VISITS[person](places).slice(from, to);
      const tolerate = visits.some(([, , status]) => status) ? [/status of 404/] : [];
      const page = await (person === 'Nobody' ? world.visitor() : seated(world, server, person, { tolerate }));
      await seeEvery(page, server.origin, person, visits);
    }
  });
}

journey('every_page_holds_in_german_on_a_phone', async (world) => {
  const server = await world.demo();
  const places = await placesOf(await seated(world, server, 'Ines'), server);
  const faults = [];
  for (const person of ['Ines', 'Mara', 'Jonas', 'Tom']) {
    const page = await seated(world, server, person, { tolerate: [/status of 404/] });
    await page.goto(`${server.origin}/account`);
    await page.locator('select[name="language"]').selectOption('de');
    await page.locator('form', { has: page.locator('select[name="language"]') }).getByRole('button').first().click();
    await page.locator('html[lang="de"]').waitFor();
    for (const [name, path] of VISITS[person](places)) {
      await page.goto(server.origin + path);
      for (const text of await untranslated(page)) faults.push(`${person} at ${name}: untranslated: ${text}`);
      for (const width of [NARROWEST, WIDTHS[0]]) {
        await page.setViewportSize(viewport(width));
        const overflow = await sidewaysOverflow(page);
        if (overflow > 0) faults.push(`${person} at ${name}: ${overflow} px too wide at ${width} px`);
        for (const word of await brokenWords(page)) faults.push(`${person} at ${name}: ${word} is broken to pieces at ${width} px`);
      }
    }
  }
  assert.equal(faults.length, 0, `\n  ${faults.join('\n  ')}`);
});

journey('a_table_is_worked_at_without_javascript', async (world) => {
  const server = await world.demo();
  const table = new URL(server.link).pathname;
  const mara = await seated(world, server, 'Mara', { javaScript: false, tolerate: [/status of 4(00|22)/] });
  const before = new Date().toISOString();
  const words = 'hand a lorry over without a phone call';
  const objective = 'Nine of ten handovers happen in silence.';

  await mara.locator('.side-nav').getByRole('link', { name: 'Value' }).click();
  const form = mara.locator('form[action$="/value/outcomes"]');
  await mara.getByRole('link', { name: 'Add an outcome' }).click();
  await form.locator('[name="statement"]').fill('   ');
  await form.locator('[name="objective"]').fill(objective);
  await form.locator('[name="delivered"]').check();
  await form.getByRole('button').click();
  await form.locator('.error, .error-summary').first().waitFor();
  assert.equal(await form.locator('[name="objective"]').inputValue(), objective, 'what was typed is kept');
  assert.ok(await form.locator('[name="delivered"]').isChecked(), 'what was ticked is kept');

  await form.locator('[name="statement"]').fill(words);
  await form.getByRole('button').click();
  await mara.getByText('The outcome is on the table.').waitFor();
  await mara.locator('.value-table').getByRole('link', { name: words }).first().click();
  await mara.getByRole('link', { name: 'Say what it is worth to you' }).click();
  for (const [scale, mark] of [['benefit', 9], ['usefulness', 8], ['importance', 7]]) {
    await mara.locator(`input[name="${scale}"][value="${mark}"]`).check();
  }
  await mara.getByLabel('Why?').fill('Every call is a minute off the road.');
  const rating = mara.url();
  await mara.getByRole('button', { name: 'Say it', exact: true }).click();
  await mara.waitForURL((url) => url.href !== rating);

  await mara.goto(`${server.origin}${table}/record`);
  await mara.locator('.entries').getByText(`Mara Osei said what “${words}” is worth: benefit 9, usefulness 8, importance 7.`).waitFor();
  await mara.locator('.entries').getByText('Every call is a minute off the road.').waitFor();

  for (const page of ['', '/value', '/record']) {
    await mara.goto(`${server.origin}${table}${page}?as_of=${before}`);
    await mara.locator('.banner').waitFor();
    assert.equal(await mara.getByText(words).count(), 0, `${page || 'the overview'} of then knows nothing of it`);
    assert.equal(await mara.locator('main form[method="post"]').count(), 0, 'the past cannot be changed');
  }
});

journey('an_outcome_is_rated_by_keyboard_alone', async (world) => {
  const server = await world.demo();
  const table = new URL(server.link).pathname;
  const mara = await seated(world, server, 'Mara');
  const focused = (selector) => mara.evaluate((selector) => document.activeElement.matches(selector), selector);
  const tabTo = async (selector) => {
    for (let presses = 0; presses < 60; presses += 1) {
      await mara.keyboard.press('Tab');
      if (await focused(selector)) return;
    }
    assert.fail(`Tab never reaches ${selector}`);
  };

  await mara.goto(`${server.origin}${table}/value`);
  await mara.keyboard.press('Tab');
  assert.ok(await focused('.skip-link'), 'the first stop leads past the navigation');
  await mara.keyboard.press('Enter');
  await mara.keyboard.press('Tab');
  assert.ok(await focused('main *'), 'the next stop is on the page itself');

  await mara.goto(server.origin + (await outcomePath(mara, table, A7)).replace('/outcomes/', '/rate/'));
  for (const [scale, mark] of [['benefit', 8], ['usefulness', 7], ['importance', 10]]) {
    await tabTo(`[name="${scale}"]`);
    assert.equal(await mara.locator(`[name="${scale}"]:checked`).count(), 0, 'a scale starts empty');
    for (let step = 0; step < mark; step += 1) await mara.keyboard.press('ArrowRight');
    assert.equal(await mara.locator(`[name="${scale}"]:checked`).inputValue(), `${mark}`);
  }
  await tabTo('[name="why"]');
  await mara.keyboard.type('Nine nights without a dropped call.');
  await tabTo('button[value="rate"]');
  const rating = mara.url();
  await mara.keyboard.press('Enter');
  await mara.waitForURL((url) => url.href !== rating);
  await mara.goto(`${server.origin}${table}/record`);
  await mara.locator('.entries').getByText('benefit 8, usefulness 7, importance 10').first().waitFor();
});

journey('pages_are_fit_to_print', async (world) => {
  const server = await world.demo();
  const table = new URL(server.link).pathname;
  const ines = await seated(world, server, 'Ines');
  for (const path of [table, `${table}/sheet`]) {
    await ines.goto(server.origin + path);
    await ines.emulateMedia({ media: 'print' });
    for (const chrome of ['.demo-bar', '.side-nav', '.top-bar .actions', 'button']) {
      const shown = ines.locator(chrome).filter({ visible: true });
      assert.equal(await shown.count(), 0, `${chrome} is not printed at ${path}`);
    }
    assert.ok(await ines.getByRole('heading', { level: 1 }).isVisible());
    const paper = await ines.pdf({ format: 'A4', preferCSSPageSize: true });
    assert.equal(paper.subarray(0, 5).toString(), '%PDF-');
  }
});
