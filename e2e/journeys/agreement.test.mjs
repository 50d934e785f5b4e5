// What three parties decide, promise and agree on, and sign with devices that the browser pretends to have.
import assert from 'node:assert/strict';
import { journey, press } from '../harness.mjs';

/** One of the demo's people, with a passkey of their own. */
async function seated(world, server, name, options = {}) {
  const page = await world.visitor(options);
  await page.goto(`${server.origin}/sign-in`);
  await page.locator('button[name=person]', { hasText: name }).first().click();
  await page.waitForLoadState();
  const tools = await page.context().newCDPSession(page);
  await tools.send('WebAuthn.enable');
  await tools.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  await page.goto(`${server.origin}/account`);
  await page.getByLabel('What is it called?').fill(`${name}’s phone`);
  await press(page, 'Add a passkey');
  await page.getByRole('heading', { name: 'Your recovery codes' }).waitFor();
  return page;
}

/** What somebody is told, once the page says it. */
const told = (page, text) => page.locator('.content, .page-head, [role=status]').getByText(text).first().waitFor();

/** Three decide on a proposal of Ines’: Mara objects, the words take that in, and all consent. The decision’s id. */
async function decided(world, table, { ines, mara, tom }) {
  await ines.goto(`${table}/decisions/new`);
  await ines.getByLabel('In a few words').fill('The harbour’s night desk from two to four');
  await ines.getByLabel('What exactly').fill('Their desk takes our calls from two to four. It speaks German.');
  await ines.getByRole('group', { name: 'Which outcomes does it serve?' }).getByRole('checkbox').first().check();
  await press(ines, 'Put it to the table');
  await told(ines, 'It is before the table.');
  const id = new URL(ines.url()).pathname.split('/').at(-1);
  const takes = async (page, stance, fill = async () => {}) => {
    await page.goto(`${table}/decisions/${id}`);
    const take = page.locator('details.take').filter({ has: page.locator('summary', { hasText: stance }) });
    await take.locator('summary').click();
    await fill(take);
    await take.getByRole('button', { name: 'Say it' }).click();
    await page.waitForURL(/said=/);
  };
  await takes(mara, 'Object: it would do harm', async (take) => {
    await take.getByLabel('What would it do harm to?').selectOption({ index: 1 });
    await take.getByLabel('What harm?').fill('The Polish tours reach nobody who understands them.');
    await take.getByLabel('What would make it workable?').fill('A desk that speaks Polish.');
  });
  await takes(ines, /^Consent$/);
  await mara.getByText('Only you see it until all are in').waitFor();
  await takes(tom, /^Consent$/);
  await told(tom, 'Workable if:');

  // Tom says the objection back; Mara, on her phone, says that this is it. It stays open for all that.
  await tom.locator('summary', { hasText: 'Say it back' }).click();
  await tom.getByLabel(/How do you understand the objection/).fill('Tours in Polish have to be understood, too.');
  await Promise.all([tom.waitForURL(/said=objection-told/), tom.locator('form button', { hasText: 'Say it back' }).click()]);
  await mara.goto(`${table}/decisions/${id}`);
  await mara.getByText('Tours in Polish have to be understood, too.').waitFor();
  await world.inspect(mara, 'objection-said-back');
  await press(mara, 'Yes, that is it');
  await told(mara, 'heard by');
  await told(mara, 'Workable if:');

  await tom.goto(`${table}/decisions/${id}/amendment`);
  await tom.getByText('This undoes the positions of').waitFor();
  await tom.getByLabel('What exactly').fill('Their desk takes our calls from two to four. It speaks German and Polish.');
  await tom.getByLabel('It takes in an objection').selectOption({ index: 1 });
  await press(tom, 'Ask everybody again');
  await takes(mara, /^Consent$/, (take) => take.getByLabel('A word why you give up').fill('Polish was what was missing.'));
  for (const page of [ines, tom]) {
    await page.goto(`${table}/decisions/${id}`);
    await press(page, 'Still so, with the new words');
  }
  await told(tom, 'The table has decided: it is adopted.');
  return id;
}

journey('three_decide_promise_and_sign_with_passkeys_and_a_change_withdraws_what_was_signed', async (world) => {
  const server = await world.demo();
  const table = new URL(server.link).pathname;
  const [ines, mara, tom] = [
    await seated(world, server, 'Ines'),
    await seated(world, server, 'Mara', { width: 390 }),
    await seated(world, server, 'Tom'),
  ];
  const at = (page, place) => page.goto(`${server.origin}${table}/agreement${place}`);
  const decision = await decided(world, `${server.origin}${table}`, { ines, mara, tom });

  // What was decided is promised, by whoever does it.
  await ines.goto(`${server.origin}${table}/commitments?decision=${decision}`);
  await ines.getByLabel('What is promised').fill('The harbour’s night desk takes our calls from two to four.');
  await ines.getByLabel('To', { exact: true }).selectOption({ label: 'Northwind Logistics' });
  await press(ines, 'Promise it');
  await told(ines, 'Promised');
  const sign = async (page, version) => {
    await at(page, `/versions/${version}/sign`);
    await page.getByRole('button', { name: 'Sign with your passkey' }).click();
    await page.waitForURL(/said=agreement-(signed|in-force)/);
  };

  // The demo's third version has two signatures. A change says whose it withdraws, beforehand.
  await at(mara, '/draft');
  await mara.getByText('Changing it withdraws the signatures of').waitFor();
  await mara.getByLabel('Which fall of value would?').fill('Lea says less than 6 for the first outcome.');
  const promise = mara.getByLabel(/harbour’s night desk takes our calls/);
  assert.ok(await promise.isChecked(), 'what was promised since is chosen');
  await world.inspect(mara, 'agreement-draft');
  await press(mara, 'Save the draft');
  await told(mara, 'The draft is saved.');
  await at(tom, '/versions/3');
  await tom.getByText('Signatures that no longer hold').waitFor();
  assert.equal(await tom.locator('.signs .signed').count(), 0);

  await at(ines, '');
  await press(ines, 'Open for signature');
  await told(ines, 'The text is fixed and open for signature.');
  await ines.locator('.agreement').getByText('The harbour’s night desk takes our calls').waitFor();
  await ines.locator('#far + .live, [data-live=far]').getByText('0 of 3').waitFor();
  await sign(ines, 3);
  await at(mara, '/versions/3/sign');
  await world.inspect(mara, 'agreement-sign');
  await sign(mara, 3);
  await sign(tom, 3);
  await told(tom, 'the agreement is in force');
  assert.equal(await tom.locator('.signs .signed').count(), 3);
  assert.equal(await tom.locator('.signs').getByText('with a passkey').count(), 3);
  const log = tom.locator('details', { hasText: 'Log of signing' });
  await log.locator('summary').click();
  assert.equal(await log.getByText('was first shown to').count(), 3);
  await world.inspect(tom, 'agreement-in-force');

  // What is in force is opened again before another version is made; it holds until that one is signed.
  await tom.locator('summary', { hasText: 'Open it again' }).click();
  await tom.getByLabel('Something outside has changed').check();
  await tom.getByLabel('Why').last().fill('The harbour radar moves.');
  await tom.locator('form[action$="/reopening"] button').click();
  await told(tom, 'It is open again.');
  await at(ines, '/draft');
  await ines.getByLabel('What outside would have us look at once?').fill('3G is switched off elsewhere, or the harbour radar moves.');
  await press(ines, 'Save the draft');
  await press(ines, 'Open for signature');
  await sign(ines, 4);
  await at(tom, '/draft');
  await tom.getByText('Changing it withdraws the signatures of “Ines Falk”').waitFor();
  await tom.getByLabel('What does it change in a contract?').fill('It changes nothing in the contract of 2024.');
  await press(tom, 'Save the draft');
  await press(tom, 'Open for signature');
  assert.equal(await tom.locator('.signs .signed').count(), 0);
  await at(mara, '/versions/3');
  await mara.getByText('in force, and opened again').first().waitFor();

  await at(mara, '/versions/4/comparison');
  await mara.locator('ins', { hasText: 'harbour radar' }).waitFor();
  await mara.locator('ins', { hasText: 'nothing in the contract of 2024' }).waitFor();
  await world.inspect(mara, 'agreement-compared');
});
