/*
 * Searching in searchIndex (search/index.js): every word must be found, in a title, an id, a note, a text, or
 * a rule that a meeting decided on. Without this script the page is a list of everything.
 */
(function () {
  'use strict';
  var most = 60, around = 24;
  var form = document.querySelector('form.search');
  var found = document.querySelector('.found');
  var everything = document.querySelector('.everything');
  if (!form || !found || !everything)
    return;
  var index = null, items = null, alike = {}; /* until they arrive, questions wait */
  var input = form.querySelector('input');
  var status = found.querySelector('[role="status"]');
  var list = found.querySelector('ul');

  /* A character as it is compared: width, capitals, forms of older encodings and traditional characters make no
   * difference, as in the records (base/fold). What is no letter between two of them is left where it is. */
  function foldOne(one) {
    var plain = alike[one] || (one.normalize ? one.normalize('NFKC') : one);
    plain = (alike[plain] || plain).toLowerCase();
    return /^[\u00b7\u2022\u2027\u30fb\uff65]$/.test(one) || /^[\u200b-\u200f\ufe00-\ufe0f]$/.test(one) ? '' : plain;
  }

  /* TEXT as it is compared; in PLACES, if it is given, where each of its units begins in TEXT. */
  function fold(text, places) {
    var folded = '', one, i, k;
    for (i = 0; i < text.length; i += one.length) {
      one = text.slice(i, i + (/[\ud800-\udbff]/.test(text[i]) ? 2 : 1));
      var piece = foldOne(one);
      for (k = 0; places && k < piece.length; k++)
        places.push(i);
      folded += piece;
    }
    if (places)
      places.push(text.length);
    return folded;
  }

  /* Whether a character outside the BMP is cut in two at I of TEXT. */
  function within(text, i) {
    return /[\udc00-\udfff]/.test(text.charAt(i)) && /[\ud800-\udbff]/.test(text.charAt(i - 1));
  }

  function address(path) {
    return found.getAttribute('data-root') + path;
  }

  /* Everything in one form: what is shown, and what is looked into. */
  function collect() {
    var items = [], i, item;
    for (i = 0; i < index.items.length; i++) {
      item = index.items[i];
      items.push({ kind: item[0], title: item[1], note: item[2], path: item[3],
        text: item[4], names: item[5] || [] });
    }
    for (i = 0; i < index.households.length; i++) {
      item = index.households[i];
      items.push({ kind: 1, title: (item[1] ? item[1] + ' ' : '') + item[0], note: index.groups[item[2]], id: item[0],
        path: 'households/' + encodeURIComponent(item[0]) + '/index.html', text: '', names: [] });
    }
    for (i = 0; i < items.length; i++) {
      item = items[i];
      item.place = i;
      item.inId = fold(item.id || '');
      item.inTitle = fold(item.title);
      item.inNote = fold(item.note);
      item.inText = fold(item.text);
      item.solid = item.inTitle.replace(/\s+/g, '');
    }
    return items;
  }
  /* How well ITEM answers WORD: 0 best, 9 not at all; HIT says where. */
  function rate(item, word, hit) {
    if (item.inId === word || item.kind === 0 && item.inText === word)
      return 0;
    if (item.inTitle.indexOf(word) === 0)
      return 1;
    if (item.inTitle.indexOf(word) > 0 || item.solid.indexOf(word) >= 0)
      return 2;
    for (var i = 0; i < item.names.length; i++)
      if (items[item.names[i]].inTitle.indexOf(word) >= 0) {
        hit.names.push(items[item.names[i]].title);
        hit.rate = 4;
      }
    var at = item.inText.indexOf(word);
    if (at >= 0) {
      hit.at = at;
      hit.len = word.length;
    }
    if (item.inNote.indexOf(word) >= 0)
      return 3;
    if (hit.rate === 4)
      return 4;
    return at >= 0 ? 5 : 9;
  }

  function search(words) {
    var hits = [];
    for (var i = 0; i < items.length; i++) {
      var hit = { item: items[i], worst: 0, names: [], at: -1, len: 0, rate: 0 };
      for (var k = 0; k < words.length; k++) {
        hit.rate = 0;
        hit.worst = Math.max(hit.worst, rate(items[i], words[k], hit));
      }
      if (hit.worst < 9)
        hits.push(hit);
    }
    hits.sort(function (a, b) {
      return a.worst - b.worst || a.item.place - b.item.place;
    });
    return hits;
  }

  function add(parent, name, text, className) {
    var element = document.createElement(name);
    element.textContent = text;
    if (className)
      element.className = className;
    parent.appendChild(element);
    return element;
  }

  function fill(key, first, second) {
    return found.getAttribute('data-' + key).replace('{1}', first).replace('{2}', second);
  }

  function show(hit) {
    var item = hit.item, line = document.createElement('li');
    add(line, 'span', index.kinds[item.kind], 'kind');
    line.appendChild(document.createTextNode(' '));
    add(line, 'a', item.title).href = address(item.path);
    line.appendChild(document.createTextNode(' '));
    if (item.note)
      add(line, 'span', item.note, 'soft');
    if (hit.names.length)
      add(line, 'p', fill('decided', hit.names.join(found.getAttribute('data-between'))), 'soft');
    if (hit.at >= 0 && item.kind !== 0) {
      var places = [];
      fold(item.text, places);
      var at = places[hit.at], end = hit.at + hit.len;
      while (places[end] === places[end - 1])
        end++;
      end = places[end];
      var from = Math.max(0, at - around), to = Math.min(item.text.length, end + around);
      from -= within(item.text, from) ? 1 : 0;
      to += within(item.text, to) ? 1 : 0;
      var piece = add(line, 'p', (from ? '…' : '') + item.text.slice(from, at), 'soft');
      add(piece, 'mark', item.text.slice(at, end));
      piece.appendChild(document.createTextNode(item.text.slice(end, to) +
        (to < item.text.length ? '…' : '')));
    }
    list.appendChild(line);
  }

  function update() {
    if (!items)
      return;
    var words = fold(input.value).split(/[\s\u3000]+/).filter(Boolean);
    list.textContent = '';
    everything.hidden = words.length > 0;
    if (!words.length) {
      status.textContent = '';
      return;
    }
    var hits = search(words);
    hits.slice(0, most).forEach(show);
    var count = String(hits.length);
    status.textContent = hits.length > most ? fill('more', count, String(most)) :
      hits.length > 1 ? fill('many', count) : fill(hits.length ? 'one' : 'none', count);
  }

  /* While somebody types, or an input method composes, the page waits for them to rest. */
  var timer = 0, composing = false;
  function later() {
    clearTimeout(timer);
    if (!composing)
      timer = setTimeout(update, 250);
  }
  input.addEventListener('input', later);
  input.addEventListener('compositionstart', function () {
    composing = true;
  });
  input.addEventListener('compositionend', function () {
    composing = false;
    later();
  });
  form.addEventListener('submit', function (event) {
    event.preventDefault();
    clearTimeout(timer);
    update();
    try {
      history.replaceState(null, '', '?q=' + encodeURIComponent(input.value));
    } catch (e) {
      /* not from a memory stick: then the address stays as it is */
    }
  });

  /* The index is large for a slow network: the page is shown first. */
  function fetchIndex() {
    var script = document.createElement('script');
    script.src = address('search/index.js');
    script.onload = function () {
      index = window.searchIndex;
      form.hidden = !index;
      for (var i = 0; index && i + 1 < index.alike.length; i += 3) /* pairs with a bar between */
        alike[index.alike[i]] = index.alike[i + 1];
      items = index ? collect() : null;
      update();
    };
    script.onerror = function () {
      form.hidden = true;
    };
    document.head.appendChild(script);
  }
  if (document.readyState === 'complete')
    fetchIndex();
  else
    window.addEventListener('load', fetchIndex);
  var asked = /[?&]q=([^&]*)/.exec(location.search);
  if (asked) {
    try {
      input.value = decodeURIComponent(asked[1].replace(/\+/g, ' '));
    } catch (e) {
      input.value = '';
    }
  }
})();
