// Two people of one party, each by a link that the other side made: each says of the other that they are one of them.
import assert from 'node:assert/strict';
import { journey, press, setUp } from '../harness.mjs';
import { answer, openAndInvite } from '../opening.mjs';

journey('two_whom_the_other_side_invited_say_of_each_other_that_they_are_one_of_them', async (world) => {
  const server = await world.serve();
  const ines = await world.visitor();
  const mara = await world.visitor({ width: 390 });
  const tomas = await world.visitor({ width: 834, colorScheme: 'dark' });

  await setUp(ines, server);
  const first = await openAndInvite(ines);
  await ines.goto(`${new URL(ines.url()).origin}${new URL(ines.url()).pathname.split('/invite')[0]}/invite`);
  await ines.getByLabel('Their name').fill('Tomas Brandt');
  await press(ines, 'See what they will see');
  await press(ines, 'Make the link');
  const second = await ines.getByLabel('Link for Tomas').inputValue();

  await answer(mara, first);
  await tomas.goto(second);
  await press(tomas, 'Begin');
  await tomas.waitForURL(/\/welcome$/);
  await tomas.getByLabel('What gets in the way?').fill('The bill comes late.');
  await press(tomas, 'Continue');

  const table = new URL(mara.url()).pathname.replace(/\/reveal$/, '');
  const parties = `${server.origin}${table}/parties`;
  await mara.goto(`${server.origin}${table}`);
  await mara.getByText('Is Tomas Brandt one of your people?').waitFor();
  await mara.goto(parties);
  await mara.getByText('Meridian brought Tomas Brandt here.').waitFor();
  await world.inspect(mara, 'vouching-asked');
  const alone = 'not all of their colleagues have said that they are one of them';
  await mara.getByText('not all of your colleagues have said that you are one of them').waitFor();
  assert.equal(await mara.getByText(alone).count(), 1);
  await mara.getByRole('button', { name: 'Yes, one of us Tomas Brandt' }).click();
  await mara.getByText('You have said that they are one of your people.').waitFor();
  assert.equal(await mara.getByText(alone).count(), 0);

  await tomas.goto(parties);
  await world.inspect(tomas, 'vouching-said');
  await tomas.getByRole('button', { name: 'Yes, one of us Mara Osei' }).click();
  await tomas.getByText('You have said that they are one of your people.').waitFor();
  assert.equal(await tomas.getByText(alone).count(), 0);
  // Nobody of the other side is asked.
  await ines.goto(parties);
  assert.equal(await ines.getByRole('button', { name: /one of us/ }).count(), 0);
});
