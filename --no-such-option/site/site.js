/*
 * The larger-text switch: remembered on this device, nowhere else. The page is whole without it. In larger letters a
 * line is short on a wider screen too: the sheet for narrow pages holds up to a width that grows with them.
 */
(function () {
  'use strict';
  var root = document.documentElement;
  var size = '1';
  try {
    size = localStorage.getItem('size') || '1';
  } catch (e) {
    /* no storage here: the size holds for this page */
  }
  var narrow = document.querySelector('link[media]');
  var widths = { 1: '34rem', 2: '45rem', 3: '57rem' };
  function show() {
    root.setAttribute('data-size', size);
    if (narrow)
      narrow.media = 'screen and (max-width: ' + widths[size] + ')';
    var buttons = document.querySelectorAll('.sizes button');
    for (var i = 0; i < buttons.length; i++)
      buttons[i].setAttribute('aria-pressed', String(buttons[i].getAttribute('data-size') === size));
  }
  function press(event) {
    size = event.currentTarget.getAttribute('data-size');
    try {
      localStorage.setItem('size', size);
    } catch (e) {
      /* as above */
    }
    show();
  }
  if (!/^[123]$/.test(size))
    size = '1';
  show();
  document.addEventListener('DOMContentLoaded', function () {
    var group = document.querySelector('.sizes');
    if (!group)
      return;
    var buttons = group.querySelectorAll('button');
    for (var i = 0; i < buttons.length; i++)
      buttons[i].addEventListener('click', press);
    show();
  });
})();
