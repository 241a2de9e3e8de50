/*
 * Shows the slides one after the other, for as long as the page says; looks every minute whether the site was
 * built anew and takes up what changed, without loading itself again: where the network fails it just goes on with
 * what it has. A service worker, where there can be one, lets it begin without the network too.
 */
(function () {
  'use strict';
  var look = 60 * 1000, day = 24 * 60 * 60 * 1000;
  var main = document.querySelector('main'), slides, at, since;

  /* Letters are made smaller where a slide has too much for its height. */
  function fit(slide) {
    var sizes = ['', 'small', 'smallest'];
    for (var i = 0; i < sizes.length; i++) {
      slide.className = slide.className.replace(/ ?\bsmall(est)?\b/g, '') + (sizes[i] ? ' ' + sizes[i] : '');
      if (slide.scrollHeight <= slide.clientHeight + 1)
        return;
    }
  }

  function show(number) {
    if (!slides.length)
      return;
    for (var i = 0; i < slides.length; i++)
      slides[i].className = slides[i].className.replace(/ ?\bnow\b/, '');
    at = number % slides.length;
    slides[at].className += ' now';
    fit(slides[at]);
    since = Date.now();
  }

  /* The day as of which it holds is always there; what is older than yesterday says so. */
  function age() {
    var old = main.querySelector('.old'), then = Date.parse(main.getAttribute('data-date') + 'T00:00:00+08:00');
    var days = Math.floor((Date.now() - then) / day);
    old.hidden = !(days > 1);
    old.textContent = days > 1 ? old.getAttribute('data-text').replace('{1}', days) : '';
  }

  function begin() {
    slides = main.querySelectorAll('section');
    main.className = 'shown';
    age();
    show(0);
  }

  function take(text) {
    var fresh = new DOMParser().parseFromString(text, 'text/html').querySelector('main');
    if (!fresh)
      return;
    if (fresh.innerHTML === original && fresh.getAttribute('data-date') === main.getAttribute('data-date'))
      return;
    original = fresh.innerHTML;
    main.parentNode.replaceChild(document.importNode(fresh, true), main);
    main = document.querySelector('main');
    begin();
  }

  function ask() {
    age();
    if (window.fetch && location.protocol !== 'file:')
      fetch(location.href, {cache: 'no-store'}).then(function (answer) {
        return answer.ok ? answer.text() : '';
      }).then(take).catch(function () { /* the page goes on with what it has */ });
  }

  /* The television stays bright, where it can be asked to. */
  function stay() {
    if (navigator.wakeLock && document.visibilityState === 'visible')
      navigator.wakeLock.request('screen').catch(function () { /* then it does as it is set */ });
  }

  var original = main.innerHTML;
  begin();
  setInterval(function () {
    if (Date.now() - since >= main.getAttribute('data-seconds') * 1000)
      show(at + 1);
  }, 250);
  setInterval(ask, look);
  stay();
  document.addEventListener('visibilitychange', stay);
  window.addEventListener('resize', function () { show(at); });
  /* What was loaded before there was a worker is asked for once more, through it. */
  function keep() {
    [location.href, document.querySelector('script').src, document.querySelector('link[rel=stylesheet]').href].forEach(function (address) {
      fetch(address).catch(function () { /* later */ });
    });
  }

  if (navigator.serviceWorker && location.protocol !== 'file:') {
    navigator.serviceWorker.addEventListener('controllerchange', keep);
    navigator.serviceWorker.register(document.body.getAttribute('data-worker'), {scope: './'}).catch(function () {
      /* without one the page that is open stays open */
    });
  }
})();
