/*
 * How one page of each kind lies on a phone: node layout.js FOLDER. Nothing scrolls sideways at 320 and 360 pixels, at 360 in the largest text as well;
 * what fingers touch is large enough; text is read without glasses. And nothing is asked for elsewhere, nothing refused, no script complains.
 */
'use strict';
const { serve, launch, test, watch, kinds } = require('./common.js');

const MAIN = '.menu a, .doors a, .doorplates a, .button'; // what the site marks as the main way on: 60×60
const TOUCHED = 'a[href], button, input, select, textarea, summary';

/* In the page: what hangs over its right edge. */
function sideways() {
  const root = document.documentElement;
  if (root.scrollWidth <= root.clientWidth)
    return [];
  const over = [...document.querySelectorAll('body *')].filter((e) => e.getBoundingClientRect().right > root.clientWidth + 0.5);
  return [`scrolls sideways by ${root.scrollWidth - root.clientWidth} px: ${over.slice(0, 3).map((e) => e.outerHTML.slice(0, 100)).join('; ')}`];
}

/* In the page: what is too small for fingers. A link within a sentence is as large as its words. */
function small({ main, touched }) {
  const inText = (e) => {
    if (e.tagName !== 'A' || getComputedStyle(e).display !== 'inline')
      return false;
    let block = e.parentElement;
    while (getComputedStyle(block).display === 'inline')
      block = block.parentElement;
    return block.textContent.trim() !== e.textContent.trim();
  };
  const found = [];
  for (const e of document.querySelectorAll(touched)) {
    const box = e.getBoundingClientRect();
    const style = getComputedStyle(e);
    if (!box.width || style.visibility === 'hidden' || e.classList.contains('skip') || inText(e))
      continue;
    const least = e.matches(main) ? 60 : 44;
    if (box.width < least - 0.5 || box.height < least - 0.5)
      found.push(`${Math.round(box.width)}×${Math.round(box.height)}, wants ${least}: ${e.outerHTML.replace(/\s+/g, ' ').slice(0, 110)} in ${e.parentElement.outerHTML.slice(0, 60)}`);
  }
  return found.slice(0, 4).concat(found.length > 4 ? [`and ${found.length - 4} more`] : []);
}

/* In the page: text in its main part that is smaller than 18 pixels, or 16 where it is but a remark or a heading of columns; or lines too close. */
function faint() {
  const beside = 'thead, .soft, .remark, .need, .status, .kind, .hint, .changes, .count';
  const found = [];
  const style = getComputedStyle(document.body);
  if (parseFloat(style.lineHeight) < 1.3 * parseFloat(style.fontSize))
    found.push(`lines are ${style.lineHeight} apart`);
  for (const e of document.querySelectorAll('main p, main li, main td, main th, main dd, main dt, main label, main a, main span, main button, main input, main time'))
    if (!e.closest('.way, svg, sup, sub') && [...e.childNodes].some((n) => n.nodeType === 3 && n.data.trim()) && e.getBoundingClientRect().width > 1 &&
        parseFloat(getComputedStyle(e).fontSize) < (e.closest(beside) ? 15.99 : 17.99))
      found.push(`${getComputedStyle(e).fontSize}: ${e.outerHTML.slice(0, 110)}`);
  return found.slice(0, 4).concat(found.length > 4 ? [`and ${found.length - 4} more`] : []);
}

async function look(page, address, site) {
  const faults = [];
  await page.setViewportSize({ width: 360, height: 740 });
  await page.goto((address === '404.html' ? site.origin : site.url) + address);
  faults.push(...(await page.evaluate(small, { main: MAIN, touched: TOUCHED })));
  faults.push(...(await page.evaluate(faint)));
  faults.push(...(await page.evaluate(sideways)).map((f) => `360 px: ${f}`));
  await page.setViewportSize({ width: 320, height: 640 });
  faults.push(...(await page.evaluate(sideways)).map((f) => `320 px: ${f}`));
  await page.setViewportSize({ width: 360, height: 740 });
  await page.evaluate(() => document.documentElement.setAttribute('data-size', '3'));
  faults.push(...(await page.evaluate(sideways)).map((f) => `360 px, largest text: ${f}`));
  return faults;
}

async function main(folder) {
  const site = await serve(folder);
  const browser = await launch();
  const page = await browser.newPage();
  const asked = [];
  watch(page, site.origin, asked);
  for (const { kind, address } of kinds(folder)) {
    asked.length = 0;
    await test(`layout: ${kind} (${address})`, async () => [...(await look(page, address, site)), ...asked]);
  }
  await browser.close();
  await site.close();
}

main(process.argv[2]);
