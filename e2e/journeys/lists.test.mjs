// A list as people keep it is brought, with a title above its heading, columns of its own and a total below,
// and everything the table holds is taken away: by few clicks, in two languages, and read again by the
// product and by its command.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { BINARY } from '../binary.mjs';
import { journey, press, seated } from '../harness.mjs';

const run = promisify(execFile);

const KEPT = `Plan for 2027;;;
as of March;;;

No.;Feature;Description;Price (EUR)
1;Night lamps on two masts;Seen from the yard;12.500,50
2;Second antenna at Elm Pass;"Indoors; for the office";1.000
;Total;;13.500,50
`;

/** One more visitor at the table as this person, and the table's path. */
async function atTable(world, server, name, options) {
  const page = await seated(world, server, name, options);
  return { page, table: new URL(page.url()).pathname };
}

/** Counts what a person does: each click, each field filled. */
function hands(page) {
  const counted = { done: 0 };
  const act = async (doing) => {
    counted.done += 1;
    await doing;
  };
  return {
    counted,
    click: (control) => act(control.click()),
    choose: (control, file) => act(control.setInputFiles(file)),
    download: async (link) => {
      counted.done += 1;
      const [file] = await Promise.all([page.waitForEvent('download'), link.click()]);
      return file;
    },
  };
}

const file = (name, bytes) => ({ name, mimeType: 'text/csv', buffer: Buffer.from(bytes) });

journey('a_list_is_brought_as_it_is_kept_by_few_clicks_and_no_edit', async (world) => {
  const server = await world.demo();
  const { page } = await atTable(world, server, 'Ines', { tolerate: [/status of 422/] });
  const hand = hands(page);
  await hand.click(page.getByRole('link', { name: 'Features & mix' }).first());
  await hand.click(page.getByRole('link', { name: 'Bring a list' }).first());
  await hand.choose(page.getByLabel('A file, saved as CSV or text'), file('plan.csv', KEPT));
  await page.waitForFunction(() => document.querySelector('#file').value.includes('Elm Pass'));
  await hand.click(page.getByRole('button', { name: 'See what is understood' }));
  await page.getByRole('heading', { name: '2 features to add' }).waitFor();
  await page.getByText('€12,500.50').waitFor();
  await page.getByText('€1,000').first().waitFor();
  await page.getByText('Line 7 is left out: it is a total.').waitFor();
  await world.inspect(page, 'list-understood');
  await hand.click(page.getByRole('button', { name: 'Add these 2 features' }));
  await page.getByText('The features are on the table.').waitFor();
  assert.ok(hand.counted.done <= 6, `${hand.counted.done} clicks and fields`);
});

journey('a_list_that_needs_a_word_is_asked_about_and_nothing_is_lost', async (world) => {
  const server = await world.demo();
  const { page } = await atTable(world, server, 'Ines', { tolerate: [/status of 422/] });
  await page.goto(`${page.url().replace(/\?.*/, '')}/features/import`);
  const chosen = page.getByLabel('A file, saved as CSV or text');

  // A workbook says what to save it as.
  await chosen.setInputFiles({
    name: 'plan.xlsx',
    mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    buffer: Buffer.concat([Buffer.from('PK\u0003\u0004'), Buffer.alloc(90_000, 7)]),
  });
  await page.waitForFunction(() => document.querySelector('#file').value !== '');
  await press(page, 'See what is understood');
  await page.getByText('This is an Excel workbook.').waitFor();
  assert.equal(await page.locator('#file').inputValue(), '');

  // Unknown columns, and amounts that could be two, in the letters of Windows.
  const windows = Buffer.from('Was;Wieviel\nGr\u00f6\u00dfere Lampen;1.000\n', 'latin1');
  await page.getByLabel('A file, saved as CSV or text').setInputFiles(file('plan.csv', windows));
  await page.waitForFunction(() => document.querySelector('#file').value.includes('Größere'));
  await press(page, 'See what is understood');
  await page.getByText('No column is called “name”.').waitFor();
  await world.inspect(page, 'list-columns');
  await page.getByLabel('Was', { exact: true }).selectOption('name');
  await page.getByLabel('Wieviel', { exact: true }).selectOption('price');
  await press(page, 'Look again');
  await page.getByText('“1.000” could be two amounts.').waitFor();
  await page.getByText('1.000,50', { exact: true }).click();
  await press(page, 'Look again');
  await page.getByText('€1,000', { exact: true }).first().waitFor();
  await world.inspect(page, 'list-amounts');
  await press(page, 'Add this feature');
  await page.getByText('The features are on the table.').waitFor();
  await page.getByText('Größere Lampen').first().waitFor();
});

journey('everything_is_taken_away_by_three_clicks_and_read_again', async (world) => {
  const server = await world.demo();
  const folder = await mkdtemp(path.join(os.tmpdir(), 'covalue-lists-'));
  try {
    for (const [width, language] of [[1360, 'en'], [390, 'en'], [1360, 'de']]) {
      const { page, table } = await atTable(world, server, 'Ines', { width });
      await page.goto(`${server.origin}/account`);
      const choice = page.locator('select[name="language"]');
      await choice.selectOption(language);
      await page.locator('form', { has: choice }).getByRole('button').first().click();
      await page.waitForLoadState();
      const files = ['record.jsonl', 'record.csv', 'record.leaves', 'value.csv', 'features.csv'];
      files.push('better-off.csv', 'parties.csv', 'dialogue.csv', 'dialogue.md');
      for (const name of files) {
        await page.goto(`${server.origin}${table}`);
        const hand = hands(page);
        const settings = page.locator(`a[href$="${table}/settings"]`).filter({ visible: true });
        if (!(await settings.count())) await hand.click(page.locator('summary:visible', { hasText: /More|Mehr/ }).first());
        await hand.click(settings.first());
        const taken = await hand.download(page.locator(`#take ~ ul a[href$="/${name}"]`));
        assert.ok(hand.counted.done <= 3, `${name}: ${hand.counted.done} clicks at ${width} px`);
        assert.match(taken.suggestedFilename(), /^covalue-mobile-network-for-northwind[\w-]*\.\w+$/);
        if (!name.endsWith('.csv')) continue;
        const kept = path.join(folder, `${language}-${name}`);
        await taken.saveAs(kept);
        const text = await readFile(kept, 'utf8');
        assert.ok(text.startsWith('\uFEFF'), name);
        assert.ok(text.split('\n')[0].includes(language === 'de' ? ';' : ','), name);
      }
      // The command reads the list that the page gave away.
      const list = path.join(folder, `${language}-features.csv`);
      const { stdout } = await run(BINARY, ['mix', list, '--budget', '150000']);
      assert.match(stdout, /of 150000\.?0* spent|spent/);
    }
  } finally {
    await rm(folder, { recursive: true });
  }
});
