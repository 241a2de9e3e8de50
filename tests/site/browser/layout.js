/*
 * How one page of each kind lies: node layout.js FOLDER [some]. At each width that phones and screens have, in each size of letters: no two texts lie
 * over each other or touch, nothing hangs over the edge, no number, date, id or telephone number is on two lines, nothing scrolls sideways; what
 * fingers touch is large enough; text is read without glasses; no heading stands above nothing. Printed, it lies as well. And nothing is asked for elsewhere, nothing refused, no script complains.
 *
 * A page is loaded once, in a frame of which the width is changed: that takes a tenth of what changing the window would.
 */
'use strict';
const { serve, launch, test, watch, kinds } = require('./common.js');

const MAIN = '.menu a, .doors a, .doorplates a, .button'; // what the site marks as the main way on: 60×60
const TOUCHED = 'a[href], button, input, select, textarea, summary';
const WIDTHS = [320, 360, 390, 414, 768, 1280];
const PRINTED = 703; // A4 within margins of 12 mm
const SOME = { 1: [320, 414, 768], 2: [360], 3: [320, 768] }; // size of letters: widths, where all would say little more

/* What is looked for, as functions of a document: they are sent into the page, and stand alone. */
const LOOKS = {
  /* What makes it scroll sideways. */
  sideways(doc) {
    const root = doc.documentElement;
    if (root.scrollWidth <= root.clientWidth)
      return [];
    const over = [...doc.querySelectorAll('body *')].filter((e) => Math.max(e.getBoundingClientRect().right, e.getBoundingClientRect().left + e.scrollWidth) > root.clientWidth + 0.5);
    return [`scrolls sideways by ${root.scrollWidth - root.clientWidth} px: ${over.slice(0, 3).map((e) => e.outerHTML.slice(0, 100)).join('; ')}`];
  },

  /* What is too small for fingers. A link within a sentence is as large as its words. */
  small(doc, { main, touched }) {
    const inText = (e) => {
      if (e.tagName !== 'A' || getComputedStyle(e).display !== 'inline')
        return false;
      let block = e.parentElement;
      while (getComputedStyle(block).display === 'inline')
        block = block.parentElement;
      return block.textContent.trim() !== e.textContent.trim();
    };
    const found = [];
    for (const e of doc.querySelectorAll(touched)) {
      const box = e.getBoundingClientRect();
      const style = getComputedStyle(e);
      if (!box.width || style.visibility === 'hidden' || e.classList.contains('skip') || inText(e))
        continue;
      const least = e.matches(main) ? 60 : 44;
      if (box.width < least - 0.5 || box.height < least - 0.5)
        found.push(`${Math.round(box.width)}×${Math.round(box.height)}, wants ${least}: ${e.outerHTML.replace(/\s+/g, ' ').slice(0, 110)} in ${e.parentElement.outerHTML.slice(0, 60)}`);
    }
    return found;
  },

  /* Text in its main part that is smaller than 18 pixels, or 16 where it is but a remark or a heading of columns; or lines too close. */
  faint(doc) {
    const beside = 'thead, .soft, .remark, .need, .status, .kind, .hint, .changes, .count';
    const found = [];
    const style = getComputedStyle(doc.body);
    if (parseFloat(style.lineHeight) < 1.3 * parseFloat(style.fontSize))
      found.push(`lines are ${style.lineHeight} apart`);
    for (const e of doc.querySelectorAll('main p, main li, main td, main th, main dd, main dt, main label, main a, main span, main button, main input, main time'))
      if (!e.closest('.way, svg, sup, sub') && [...e.childNodes].some((n) => n.nodeType === 3 && n.data.trim()) && e.getBoundingClientRect().width > 1 &&
          parseFloat(getComputedStyle(e).fontSize) < (e.closest(beside) ? 15.99 : 17.99))
        found.push(`${getComputedStyle(e).fontSize}: ${e.outerHTML.slice(0, 110)}`);
    return found;
  },

  /*
   * Where ink lies. A line of text is taken as high as its letters; a box is what holds lines of its own (a paragraph, a cell, an item of a row). What
   * is on one line by being so short that it was never in danger is not looked at a second time.
   */
  ink(doc) {
    const found = [], lines = [], boxes = new Map(), edge = doc.documentElement.clientWidth;
    const words = [/\d{4}年第?\d+(?:月\d+日|月|季度)|\d+月\d+日|(?<![\w.-])第?[+−]?\d+(?:\.\d+)?%?\p{Script=Han}?/gu, /\d{3,4}-\d{7,8}|\b[a-z]+\d{2,}\b|\d{4}-\d\d-\d\d(?:\/\d+)?/gu,
      /\d{1,2} (?:January|February|March|April|May|June|July|August|September|October|November|December)(?: \d{4})?|(?<![\w.-])\d+(?:\.\d+)? [a-z]+/g];
    const part = (node) => node.data.replace(/\s+/g, ' ').trim().slice(0, 24);
    const walker = doc.createTreeWalker(doc.body, NodeFilter.SHOW_TEXT);
    const range = doc.createRange();
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const parent = node.parentElement;
      if (parent.closest('.unseen, .skip, script, noscript, title, desc, option, textarea, details:not([open]) > :not(summary)') ||
          (parent.closest('thead') && getComputedStyle(parent.closest('thead')).position === 'absolute'))
        continue;
      let box = parent;
      while (getComputedStyle(box).display === 'inline' && box.namespaceURI.endsWith('xhtml') && !box.matches('.need, .deed, .honour, .service, .status'))
        box = box.parentElement;
      if (!boxes.has(box))
        boxes.set(box, []);
      boxes.get(box).push(node);
      if (!node.data.trim())
        continue;
      range.selectNodeContents(node);
      const rects = parent.namespaceURI.endsWith('xhtml') ? [...range.getClientRects()] : [parent.getBoundingClientRect()];
      const size = parseFloat(getComputedStyle(parent).fontSize);
      for (const r of rects) {
        const middle = (r.top + r.bottom) / 2, high = Math.min(r.height, size) * 0.42;
        if (r.width < 1 || !r.height)
          continue;
        lines.push({ node, box, left: r.left, right: r.right, top: middle - high, bottom: middle + high, size });
        if ((r.right > edge + 1 || r.left < -1) && !parent.closest('.scroll, .example'))
          found.push(`beyond the edge: ${part(node)}`);
      }
    }
    lines.sort((a, b) => a.top - b.top);
    for (let i = 0; i < lines.length; i++)
      for (let k = i + 1; k < lines.length && lines[k].top < lines[i].bottom; k++) {
        const a = lines[i], b = lines[k], deep = Math.min(a.bottom, b.bottom) - b.top, gap = Math.max(a.left, b.left) - Math.min(a.right, b.right);
        if (a.node === b.node || deep < 0.15 * Math.min(a.size, b.size))
          continue;
        if (gap < -1.5)
          found.push(`one over the other: ${part(a.node)} | ${part(b.node)}`);
        else if (gap < 3 && a.box !== b.box && !a.box.contains(b.box) && !b.box.contains(a.box) && !a.box.closest('svg'))
          found.push(`without a gap: ${part(a.node)} | ${part(b.node)}`);
      }
    for (const [box, nodes] of boxes) {
      if (box.closest('pre, svg'))
        continue;
      const all = nodes.map((n) => n.data).join('');
      range.setStart(nodes[0], 0);
      range.setEnd(nodes[nodes.length - 1], nodes[nodes.length - 1].length);
      if (!/\d/.test(all) || range.getBoundingClientRect().height < 1.6 * parseFloat(getComputedStyle(box).fontSize))
        continue;
      const at = (offset) => {
        let k = 0;
        while (offset > nodes[k].length && k < nodes.length - 1)
          offset -= nodes[k++].length;
        return [nodes[k], offset];
      };
      for (const pattern of words)
        for (const m of all.matchAll(pattern)) {
          const from = at(m.index + 1), to = at(m.index + m[0].length); // "+ 1": within the node of the first character, not at the end of the one before
          const run = all.slice(0, m.index).match(/[!-~]*$/)[0].length + all.slice(m.index).match(/^[!-~]*/)[0].length;
          if (m[0].length < 2 || run > 15) // an address, a checksum: they may be longer than a line
            continue;
          range.setStart(from[0], from[1] - 1);
          range.setEnd(...to);
          const rects = [...range.getClientRects()].filter((r) => r.width > 0.5);
          if (rects.some((r) => Math.abs(r.bottom - rects[0].bottom) > rects[0].height * 0.6))
            found.push(`on two lines: ${m[0]} in ${all.replace(/\s+/g, ' ').trim().slice(0, 40)}`);
        }
    }
    return found;
  },

  /* Headings below which nothing stands. */
  bare(doc) {
    const headings = [...doc.querySelectorAll('main h1, main h2, main h3, main h4')].filter((h) => h.getBoundingClientRect().height > 1);
    const range = doc.createRange();
    return headings.filter((h, i) => {
      const next = headings.slice(i + 1).find((o) => o.tagName <= h.tagName);
      range.setStartAfter(h);
      if (next)
        range.setEndBefore(next);
      else
        range.setEndAfter(doc.querySelector('main').lastChild);
      return ![...range.getClientRects()].some((r) => r.width > 1 && r.height > 1 && r.top >= h.getBoundingClientRect().bottom - 1);
    }).map((h) => `nothing below a heading: ${h.textContent.trim().slice(0, 40)}`);
  },

  /* A number of a chart's axis stands at its line, a label of it below the picture. */
  axes(doc) {
    const found = [];
    const drawn = (e) => e.getBoundingClientRect().height > 0;
    for (const svg of doc.querySelectorAll('svg.axis')) {
      const lines = [...svg.querySelectorAll('.grid, .base')].map((e) => e.getBoundingClientRect()).map((r) => (r.top + r.bottom) / 2);
      const base = Math.max(...lines);
      for (const text of [...svg.querySelectorAll('.end.tick')].filter(drawn)) {
        const r = text.getBoundingClientRect(), middle = (r.top + r.bottom) / 2;
        if (!lines.some((y) => Math.abs(y - middle) < r.height / 2))
          found.push(`a number away from its line: ${text.textContent}`);
      }
      for (const text of [...svg.querySelectorAll('.middle.tick')].filter(drawn))
        if ((text.getBoundingClientRect().top + text.getBoundingClientRect().bottom) / 2 < base)
          found.push(`a label within the picture: ${text.textContent}`);
    }
    return found;
  },
};

/* In the page that holds the frame: what is wrong on the page in it as it is printed on A4. */
function lookPrinted(width) {
  const frame = document.querySelector('iframe'), doc = frame.contentDocument;
  frame.style.width = `${width}px`;
  return [...window.looks.sideways(doc), ...window.looks.ink(doc), ...window.looks.bare(doc)].slice(0, 4).map((f) => `printed: ${f}`);
}

/* In the page that holds the frame: what is wrong on the page at ADDRESS. */
async function lookAll({ address, plan, main, touched }) {
  const frame = document.querySelector('iframe');
  const few = (where, list) => list.slice(0, 3).map((f) => `${where}: ${f}`).concat(list.length > 3 ? [`${where}: and ${list.length - 3} more`] : []);
  await new Promise((done) => {
    frame.onload = done;
    frame.style.width = '360px';
    frame.src = address;
  });
  const doc = frame.contentDocument, faults = [];
  faults.push(...few('360 px', window.looks.small(doc, { main, touched })), ...few('360 px', window.looks.faint(doc)), ...few('360 px', window.looks.bare(doc)));
  for (const [size, widths] of Object.entries(plan)) {
    doc.querySelector(`.sizes [data-size="${size}"]`).click();
    for (const width of widths) {
      frame.style.width = `${width}px`;
      faults.push(...few(`${width} px, size ${size}`, [...window.looks.sideways(doc), ...window.looks.ink(doc), ...window.looks.axes(doc)]));
    }
  }
  return faults;
}

async function main(folder, some) {
  const site = await serve(folder);
  const browser = await launch();
  const page = await browser.newPage();
  const asked = [];
  await page.goto(site.origin + 'frame.html');
  await page.evaluate(`window.looks = {${Object.values(LOOKS).map(String).join(',')}}`);
  watch(page, site.origin, asked);
  // a hall's television has its own sizes, no switch of them, and its own test (tests/led)
  for (const { kind, address } of kinds(folder).filter((p) => !p.address.startsWith('screen/'))) {
    asked.length = 0;
    const question = { address: (address === '404.html' ? site.origin : site.url) + address, plan: some ? SOME : { 1: WIDTHS, 2: WIDTHS, 3: WIDTHS }, main: MAIN, touched: TOUCHED };
    await test(`layout: ${kind} (${address})`, async () => {
      const faults = await page.evaluate(lookAll, question);
      await page.emulateMedia({ media: 'print' });
      faults.push(...(await page.evaluate(lookPrinted, PRINTED)));
      await page.emulateMedia({ media: null });
      return [...faults, ...asked];
    });
  }
  await browser.close();
  await site.close();
}

main(process.argv[2], process.argv[3] === 'some');
