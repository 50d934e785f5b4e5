// What hands that use no mouse and ears that use no screen meet on a page.

/** What the accessibility tree holds: role, name and what is said of each node. */
async function told(page) {
  const session = await page.context().newCDPSession(page);
  try {
    const { nodes } = await session.send('Accessibility.getFullAXTree');
    return nodes
      .filter((node) => !node.ignored)
      .map((node) => ({
        role: node.role?.value ?? '',
        name: (node.name?.value ?? '').trim(),
        ...Object.fromEntries((node.properties ?? []).map(({ name, value }) => [name, value.value])),
      }));
  } finally {
    await session.detach();
  }
}

const ACTED_ON = ['button', 'link', 'textbox', 'searchbox', 'combobox', 'checkbox', 'radio', 'slider', 'radiogroup', 'DisclosureTriangle'];
const LANDMARKS = ['banner', 'main', 'navigation', 'search', 'contentinfo', 'complementary', 'form', 'region'];

/** What a screen reader would stumble over: one main part, one title, names that tell apart, nothing wrong before it is. */
export async function hearingFaults(page) {
  const nodes = await told(page);
  const faults = [];
  const count = (role) => nodes.filter((node) => node.role === role).length;
  if (count('main') !== 1) faults.push(`${count('main')} main parts`);
  const headings = nodes.filter((node) => node.role === 'heading');
  const titles = headings.filter((node) => node.level === 1);
  if (titles.length !== 1) faults.push(`${titles.length} headings of the first level`);
  // The tree is told level by level: what comes first is asked of the page.
  const before = await page.evaluate(() => {
    const seen = [...document.querySelectorAll('h1, h2, h3, h4, h5, h6')].filter((heading) => heading.checkVisibility());
    return seen.length > 0 && seen[0].localName !== 'h1' ? seen[0].textContent.trim() : '';
  });
  if (before) faults.push(`“${before}” is a heading before the title`);
  for (const node of nodes) {
    if (ACTED_ON.includes(node.role) && !node.name) faults.push(`a ${node.role} without a name`);
    if (node.invalid && node.invalid !== 'false') faults.push(`“${node.name}” (${node.role}) is wrong before anything was sent`);
  }
  // A form without a name is no landmark, whatever a browser calls it.
  const marks = nodes.filter((node) => LANDMARKS.includes(node.role) && (node.role !== 'form' || node.name));
  const landmarks = marks.map((node) => `${node.role} “${node.name}”`);
  for (const name of new Set(landmarks.filter((name, place) => landmarks.indexOf(name) !== place))) {
    faults.push(`${name} is there more than once`);
  }
  return faults;
}

/** Walks through the page by Tab: every stop is seen, in the order in which one reads, and the way ends. */
export async function walkingFaults(page) {
  // A page may have put the focus where something was done: blurring that leaves Tab to go on from there.
  await page.evaluate(() => {
    document.body.tabIndex = -1;
    document.body.focus({ preventScroll: true });
    document.body.removeAttribute('tabindex');
    getSelection()?.removeAllRanges();
    scrollTo(0, 0);
  });
  const reachable = await page.evaluate(() => {
    const all = [...document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex="0"]')];
    const radios = new Set();
    return all.filter((stop) => {
      if (stop.disabled || stop.tabIndex < 0 || !stop.checkVisibility({ visibilityProperty: true })) return false;
      if (stop.type !== 'radio') return true;
      const group = `${stop.form?.action} ${stop.form?.elements?.form?.value} ${stop.name}`;
      return !radios.has(group) && radios.add(group);
    }).length;
  });
  const faults = [];
  let before = null;
  let stops = 0;
  let within = 0;
  for (; stops <= reachable + 5; stops += 1) {
    await page.keyboard.press('Tab');
    const stop = await page.evaluate(() => {
      const active = document.activeElement;
      if (!active || active === document.body) return null;
      const first = active.dataset.walked === '1';
      // A date is several stops in one: its day, its month, its year.
      const within = active === window.walkedLast && active.localName === 'input';
      window.walkedLast = active;
      active.dataset.walked = '1';
      const box = active.getBoundingClientRect();
      const moves = active.closest('.scale, .choice, .option, .kinds, .check, label, .prefixed') ?? active;
      const around = [active, moves, active.parentElement, active.closest('.scale')].filter(Boolean);
      const outlined = around.some((part) => {
        const style = getComputedStyle(part);
        return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 1;
      });
      const seen = box.width === 0 || (box.bottom > 0 && box.top < innerHeight);
      const fixed = active.closest('.top-bar, .side-nav, .demo-bar, .bottom-bar, .skip-link, body > a, table') !== null;
      const name = (active.getAttribute('aria-label') || active.labels?.[0]?.textContent || active.textContent || active.name || active.id).trim();
      return { first, within, outlined, seen, fixed, top: box.top + scrollY, left: box.left, name: `${active.localName} “${name.slice(0, 40)}”` };
    });
    if (stop?.within && within < 8) {
      within += 1;
      stops -= 1;
      continue;
    }
    within = 0;
    if (!stop || stop.first) break;
    if (!stop.outlined) faults.push(`${stop.name} does not show that it has focus`);
    if (!stop.seen) faults.push(`${stop.name} has focus out of sight`);
    if (before && !stop.fixed && !before.fixed && stop.top < before.top - 60) {
      faults.push(`from ${before.name} one goes back up to ${stop.name}`);
    }
    before = stop;
  }
  // The way ends where it began, at a link that lies over others while it has the focus.
  await page.evaluate(() => document.activeElement?.blur());
  if (stops > reachable + 5) faults.push('the way by Tab does not end');
  if (stops < reachable - 5) faults.push(`${stops} of ${reachable} stops are reached`);
  return faults;
}
