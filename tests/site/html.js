/*
 * Validates the pages below the folders named: node html.js FOLDER… Prints one line of JSON a folder: how many pages there are, how many the validator
 * was given, and what is wrong.
 *
 * The validator takes a third of a second a page, and a hundred households' pages are built alike. It is given those that have something built as on
 * none before, in any folder: an element within another, behind another, with these attributes, empty or not. What a page's own texts may get wrong
 * (an id twice, a reference to none) is looked for on every page.
 */
'use strict';
const fs = require('fs');
const path = require('path');
const { HtmlValidate, StaticConfigLoader } = require('html-validate');

const most = 40; // faults said of a folder
const VOID = new Set('area base br col embed hr img input link meta source track wbr'.split(' '));
const SAID = new Set(['role', 'scope', 'rel', 'type', 'http-equiv', 'name']); // attributes whose values are of a fixed set

function* pages(folder) {
  for (const entry of fs.readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const where = path.join(folder, entry.name);
    if (entry.isDirectory())
      yield* pages(where);
    else if (entry.name.endsWith('.html'))
      yield where;
  }
}

/* How HTML is built: each element with what it stands in and behind; what is odd of the text between. */
function build(html) {
  const features = new Set();
  const stack = [{ tag: '', last: '', filled: true }];
  let end = 0;
  const between = (text) => {
    if (text.trim())
      stack[stack.length - 1].filled = true;
    if (/&(?!#?\w+;)|[<>]/.test(text))
      features.add(`text in ${stack[stack.length - 1].tag}: ${/&(?!#?\w+;)|[<>]/.exec(text)[0]}`);
  };
  for (const m of html.matchAll(/<!--[^]*?-->|<(\/?)([a-zA-Z][\w-]*)((?:\s+[^\s=>]+(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'>]+))?)*)\s*(\/?)>/g)) {
    between(html.slice(end, m.index));
    end = m.index + m[0].length;
    const [, close, tag, attributes] = m;
    if (!tag)
      continue;
    const top = stack[stack.length - 1];
    if (close) {
      features.add(top.tag === tag ? `${tag} ends ${top.filled ? 'filled' : 'empty'}` : `</${tag}> in ${top.tag}`);
      if (stack.length > 1)
        stack.pop();
      stack[stack.length - 1].filled = true;
      continue;
    }
    const said = [...attributes.matchAll(/([^\s=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|(\S+)))?/g)].map(([, name, value]) => (SAID.has(name) ? `${name}=${value}` : value === '' ? `${name}=` : name));
    features.add(`${top.tag} > ${top.last} + ${tag}[${said.join(' ')}]`);
    top.last = tag;
    top.filled = true;
    if (!VOID.has(tag))
      stack.push({ tag, last: '', filled: false });
  }
  between(html.slice(end));
  features.add(`left open: ${stack.length - 1}`);
  return features;
}

/* Ids that are there twice, references to ids that are not there. */
function ids(html) {
  const found = [], seen = new Set();
  const plain = html.replace(/<!--[^]*?-->/g, '');
  for (const [, id] of plain.matchAll(/\sid="([^"]*)"/g)) {
    if (seen.has(id) || !id)
      found.push(`the id "${id}" is there twice, or is empty`);
    seen.add(id);
  }
  for (const [, list] of plain.matchAll(/\s(?:for|headers|list|aria-labelledby|aria-describedby|aria-controls)="([^"]*)"/g))
    for (const id of list.split(/\s+/))
      if (!seen.has(id))
        found.push(`nothing has the id "${id}" that is referred to`);
  return found;
}

const validator = new HtmlValidate(new StaticConfigLoader(require('./html.config.js')));
const known = new Set();
for (const folder of process.argv.slice(2)) {
  const faults = [];
  let count = 0, validated = 0;
  for (const page of pages(folder)) {
    count++;
    const html = fs.readFileSync(page, 'utf8');
    const where = path.relative(folder, page);
    faults.push(...ids(html).map((fault) => `${where}: ${fault}`));
    const fresh = [...build(html)].filter((feature) => !known.has(feature));
    if (!fresh.length)
      continue;
    fresh.forEach((feature) => known.add(feature));
    validated++;
    for (const result of validator.validateFileSync(page).results)
      for (const m of result.messages)
        faults.push(`${where}:${m.line}:${m.column} ${m.ruleId}: ${m.message}`);
  }
  process.stdout.write(JSON.stringify({ folder, count, validated, faults: faults.slice(0, most) }) + '\n');
}
