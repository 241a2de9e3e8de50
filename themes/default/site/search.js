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

  /* Puts ITEM behind what is looked into. */
  function keep(item) {
    item.place = items.length;
    item.inId = fold(item.id || '');
    item.inTitle = fold(item.title);
    item.inNote = fold(item.note);
    item.inText = fold(item.text);
    item.solid = item.inTitle.replace(/\s+/g, '');
    items.push(item);
  }

  /* A household as the index and its parts have it: [id, name, group]. */
  function keepHousehold(row) {
    keep({ kind: 1, title: (row[1] ? row[1] + ' ' : '') + row[0], note: index.groups[row[2]], id: row[0],
      path: 'households/' + encodeURIComponent(row[0]) + '/index.html', text: '', names: [] });
  }

  /* Everything in one form: what is shown, and what is looked into. */
  function collect() {
    items = [];
    for (var i = 0; i < index.items.length; i++) {
      var item = index.items[i];
      keep({ kind: item[0], title: item[1], note: item[2], path: item[3], text: item[4], names: item[5] || [] });
    }
    index.households.forEach(keepHousehold);
  }

  /* Of a large village households stand in parts, which are fetched as they are needed: by the last two characters
   * of an id, and by each character of a name. */
  var parts = {}, known = {}; /* 1 under way, 2 there; ids of the households that are there */
  window.searchPart = function (number, rows) {
    parts[number] = 2;
    rows.forEach(function (row) {
      if (!known['_' + row[0]])
        keepHousehold(row);
      known['_' + row[0]] = true;
    });
  };

  function fetchPart(number) {
    var script = document.createElement('script');
    parts[number] = 1;
    script.src = address('search/_' + (number + 1) + '.js');
    script.onload = update;
    script.onerror = function () {
      parts[number] = 2; /* nothing can be found there now */
      update();
    };
    document.head.appendChild(script);
  }

  /* The parts in which households that answer WORD stand. */
  function partsOf(word) {
    var numbers = [], last = word.length - 1, first = word.charCodeAt(0);
    if (last > 0 && /^[\x21-\x7e]+$/.test(word))
      numbers.push((word.charCodeAt(last - 1) * 31 + word.charCodeAt(last)) % index.parts);
    if (/[\ud800-\udbff]/.test(word.charAt(0)) && last > 0)
      first = (first - 0xd800) * 0x400 + word.charCodeAt(1) - 0xdc00 + 0x10000;
    if (first >= 0x80 || /^[a-z]+$/.test(word))
      numbers.push(first % index.parts);
    return numbers;
  }

  /* Whether all that WORDS may mean is there; else it is asked for. */
  function complete(words) {
    var there = true;
    words.forEach(function (word) {
      (index.parts ? partsOf(word) : []).forEach(function (number) {
        if (!parts[number])
          fetchPart(number);
        there = there && parts[number] === 2;
      });
    });
    return there;
  }

  /* Whether a household of a large village answers WORD by what its part was asked for by; HIT notes it. Its group alone
   * is no answer: others of it are in parts that are not there. */
  function answers(item, word, hit) {
    var title = item.inTitle, name = title.slice(0, title.length - item.inId.length);
    var own = item.inId.slice(-word.length) === word || name.indexOf(word) >= 0;
    hit.own = hit.own || own;
    return own || item.inNote.indexOf(word) >= 0;
  }

  /* How well ITEM answers WORD: 0 best, 9 not at all; HIT says where. */
  function rate(item, word, hit) {
    if (index.parts && item.kind === 1 && !answers(item, word, hit))
      return 9;
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
      var hit = { item: items[i], worst: 0, names: [], at: -1, len: 0, rate: 0, own: false };
      for (var k = 0; k < words.length; k++) {
        hit.rate = 0;
        hit.worst = Math.max(hit.worst, rate(items[i], words[k], hit));
      }
      if (hit.worst < 9 && (hit.own || !index.parts || items[i].kind !== 1))
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
    everything.hidden = words.length > 0;
    if (!words.length) {
      list.textContent = '';
      status.textContent = '';
      return;
    }
    if (!complete(words))
      return; /* until it comes, what stood there stands */
    var hits = search(words);
    list.textContent = '';
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
      if (index)
        collect();
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
