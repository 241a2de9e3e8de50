/* What all browser tests share: a site served from a sub-folder on loopback, a headless Chromium, and how a test says its result. */
'use strict';
const fs = require('fs');
const http = require('http');
const path = require('path');
const { chromium } = require('playwright-core');

const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update',
  '--disable-sync', '--disable-dev-shm-usage'];
const TYPES = { '.html': 'text/html; charset=utf-8', '.css': 'text/css; charset=utf-8', '.js': 'text/javascript; charset=utf-8', '.svg': 'image/svg+xml',
  '.png': 'image/png', '.json': 'application/json', '.webmanifest': 'application/manifest+json', '.pdf': 'application/pdf', '.ics': 'text/calendar; charset=utf-8',
  '.atom': 'application/atom+xml', '.xml': 'application/xml', '.csv': 'text/csv; charset=utf-8', '.txt': 'text/plain; charset=utf-8' };
const LONG = 30000;
const PATIENCE = 30000;
const PREFIX = '/some/village/';

/* Where Debian, or somebody's CHROME_PATH, has it. */
function chromiumPath() {
  for (const where of [process.env.CHROME_PATH, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'])
    if (where && fs.existsSync(where))
      return where;
  return undefined;
}

/* Serves FOLDER below PREFIX, and at the root for the page that is shown for any missing address; SCRIPT, where there is one, as /test.js; a page with nothing but a frame
 * as /frame.html; → {url, origin, close}. */
async function serve(folder, script) {
  const server = http.createServer((request, response) => {
    const asked = decodeURIComponent(request.url.replace(/[?#].*$/, ''));
    if (script && asked === '/test.js') {
      response.writeHead(200, { 'Content-Type': TYPES['.js'], 'Cache-Control': 'max-age=3600' }).end(script);
      return;
    }
    if (asked === '/frame.html') {
      response.writeHead(200, { 'Content-Type': TYPES['.html'] }).end('<!DOCTYPE html><title>frame</title><link rel="icon" href="data:,"><iframe height="740"></iframe>');
      return;
    }
    let file = path.join(folder, asked.startsWith(PREFIX) ? asked.slice(PREFIX.length) : asked.slice(1));
    if (file && fs.existsSync(file) && fs.statSync(file).isDirectory())
      file = path.join(file, 'index.html');
    if (!file.startsWith(folder) || !fs.existsSync(file)) {
      response.writeHead(404, { 'Content-Type': 'text/plain' }).end('not here');
      return;
    }
    response.writeHead(200, { 'Content-Type': TYPES[path.extname(file)] || 'application/octet-stream' });
    response.end(fs.readFileSync(file));
  });
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  const origin = `http://127.0.0.1:${server.address().port}`;
  return { url: origin + PREFIX, origin: origin + '/', close: () => new Promise((done) => { server.close(done); server.closeAllConnections(); }) };
}

async function launch() {
  return chromium.launch({ executablePath: chromiumPath(), args: FLAGS });
}

function say(name, faults) {
  const list = Array.isArray(faults) ? faults : faults ? [faults] : [];
  process.stdout.write(JSON.stringify({ name, faults: list }) + '\n');
}

/* Runs one test; what it throws, or returns as a list, is what is wrong. */
async function test(name, work) {
  try {
    say(name, (await work()) || []);
  } catch (e) {
    say(name, [String((e && e.stack) || e).split('\n').slice(0, 4).join(' ')]);
  }
}

/*
 * Waits until WHAT, asked in PAGE of GIVEN, says yes; throws SAY where it never does. Playwright's own waitForFunction has the page evaluate a text, which the
 * policy of our pages forbids. A page that is left while it is asked has not said yes.
 */
async function until(page, what, say, given) {
  const left = (e) => { if (!/context was destroyed|navigat/i.test(e.message)) throw e; };
  for (const end = Date.now() + PATIENCE; Date.now() < end; await new Promise((done) => setTimeout(done, 50)))
    if (await page.evaluate(what, given).catch(left))
      return;
  throw new Error(say);
}

/* Notes in FAULTS whatever PAGE asks for elsewhere, cannot get, or complains of. */
function watch(page, origin, faults) {
  page.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(origin) && !url.startsWith('data:') && !url.startsWith('blob:'))
      faults.push(`asks for ${url}`);
  });
  page.on('requestfailed', (request) => faults.push(`cannot get ${request.url()}`));
  page.on('response', (response) => {
    if (response.status() >= 400)
      faults.push(`${response.status()} for ${response.url()}`);
  });
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning')
      faults.push(`console: ${message.text()}`);
  });
  page.on('pageerror', (error) => faults.push(`script: ${error.message}`));
}

/* Every page below FOLDER: its address, its kind (the body's class; a page of an earlier year is of the present one's kind) and its size. */
function pages(folder) {
  const found = [];
  const look = (where) => {
    for (const entry of fs.readdirSync(where, { withFileTypes: true })) {
      const file = path.join(where, entry.name);
      if (entry.isDirectory())
        look(file);
      else if (entry.name.endsWith('.html'))
        found.push({ address: path.relative(folder, file), size: fs.statSync(file).size,
          kind: ((/<body class="([^"]+)"/.exec(fs.readFileSync(file, 'utf8')) || [])[1] || 'page-without-kind').replace(/-year$/, '') });
    }
  };
  look(folder);
  return found.sort((a, b) => (a.address < b.address ? -1 : 1));
}

/* One page of each kind: the one with the most in it, so that nothing is missing; but where there is a choice, none so long that it costs minutes. */
function kinds(folder) {
  const best = new Map();
  const better = (a, b) => (a.size > LONG !== b.size > LONG ? a.size < b.size : a.size > LONG ? a.size < b.size : a.size > b.size);
  for (const page of pages(folder))
    if (!best.has(page.kind) || better(page, best.get(page.kind)))
      best.set(page.kind, page);
  return [...best.values()];
}

module.exports = { FLAGS, chromiumPath, serve, launch, test, until, say, watch, pages, kinds };
