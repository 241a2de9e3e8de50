/*
 * axe-core over one page of each kind: node axe.js FOLDER [across]. Every rule at 360 pixels in light colours and at 1280 in dark ones; `across`: every
 * rule at 360 in dark colours, and those that look at colour at 1280 in light ones. Two languages, looked at one way each, are seen in all four.
 */
'use strict';
const fs = require('fs');
const { serve, launch, test, watch, kinds } = require('./common.js');

const source = fs.readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const COLOUR = ['color-contrast', 'link-in-text-block'];
const VIEWS = [
  { width: 360, colorScheme: 'light', rules: { tag: TAGS } },
  { width: 1280, colorScheme: 'dark', rules: { tag: TAGS } },
];
const ACROSS = [
  { width: 360, colorScheme: 'dark', rules: { tag: TAGS } },
  { width: 1280, colorScheme: 'light', rules: { rule: COLOUR } },
];

/* What is wrong with what PAGE shows in VIEW, told on the page itself: all that axe-core found would be much to carry over. */
async function violations(page, view) {
  const [[type, values]] = Object.entries(view.rules);
  const found = await page.evaluate(async (only) => {
    const all = await window.axe.run(document, { runOnly: only, resultTypes: ['violations'], elementRef: false });
    return all.violations.map((v) => `${v.id}: ${v.help}: ${v.nodes.slice(0, 3).map((n) => `${n.target} ${n.html.slice(0, 120)} (${(n.any[0] || n.all[0] || n.none[0] || {}).message})`).join('; ')}`);
  }, { type, values });
  return found.map((v) => `${view.width} px, ${view.colorScheme}: ${v}`);
}

async function go(page, site, address) {
  await page.goto((address === '404.html' ? site.origin : site.url) + address);
  await page.addScriptTag({ url: site.origin + 'test.js' });
}

/* A page made worse must be found out, in both ways. */
async function planted(page, site) {
  await go(page, site, 'index.html');
  await page.evaluate(() => {
    const worse = document.createElement('p');
    worse.textContent = 'faint';
    worse.style.color = '#c8c0b8';
    document.querySelector('main').append(worse, document.createElement('img'));
  });
  const found = (await violations(page, VIEWS[0])).join('\n');
  return ['image-alt', 'color-contrast'].filter((id) => !found.includes(id)).map((id) => `${id} is not found`);
}

async function look(page, site, address, views) {
  const found = [];
  await go(page, site, address);
  for (const view of views) {
    await page.setViewportSize({ width: view.width, height: view.width === 360 ? 740 : 900 });
    await page.emulateMedia({ colorScheme: view.colorScheme });
    found.push(...(await violations(page, view)));
  }
  return found;
}

/* One page goes through all: axe-core is then compiled once. */
async function main(folder, across) {
  const site = await serve(folder, source);
  const browser = await launch();
  const context = await browser.newContext({ viewport: { width: 360, height: 740 }, reducedMotion: 'reduce' });
  const page = await context.newPage();
  const faults = [];
  watch(page, site.origin, faults);
  await test('axe: finds what is planted', () => planted(page, site));
  for (const { kind, address } of kinds(folder)) {
    faults.length = 0;
    await test(`axe: ${kind} (${address})`, async () => [...(await look(page, site, address, across ? ACROSS : VIEWS)), ...faults]);
  }
  await browser.close();
  await site.close();
}

main(process.argv[2], process.argv[3] === 'across');
