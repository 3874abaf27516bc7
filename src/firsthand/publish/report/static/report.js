// Everything is readable without this. It adds: filter, focus of fellow statements, zoom, copying.
(function () {
  'use strict';
  var doc = document, calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
  var all = function (selector, root) { return Array.prototype.slice.call((root || doc).querySelectorAll(selector)); };
  var say = function (text) { var live = doc.getElementById('live'); live.textContent = ''; live.textContent = text; };

  // An address inside something folded opens it.
  function reveal(scroll) {
    var id = location.hash.slice(1), item = id && doc.getElementById(id);
    if (!item) return;
    for (var up = item; up; up = up.parentElement) if (up.tagName === 'DETAILS') up.open = true;
    if (item.hidden) filter('', '');
    if (scroll) item.scrollIntoView({ block: item.classList.contains('st') ? 'center' : 'start', behavior: calm ? 'auto' : 'smooth' });
  }
  addEventListener('hashchange', function () { reveal(true); });
  doc.addEventListener('click', function (event) {
    var link = event.target.closest && event.target.closest('a[href^="#"]');
    if (link && link.getAttribute('href') === location.hash) reveal(true);
  });
  reveal(true);

  // Filter of claims.
  var bar = doc.querySelector('.filter'), find = doc.getElementById('find'), chosen = '';
  var claims = all('#claim-list > .claim');
  function filter(words, standing) {
    chosen = standing;
    if (find && find.value !== words) find.value = words;
    var wanted = words.toLowerCase().split(/\s+/).filter(Boolean), shown = 0;
    claims.forEach(function (claim) {
      var text = claim.textContent.toLowerCase();
      var fits = (!standing || claim.dataset.standing === standing) && wanted.every(function (w) { return text.indexOf(w) >= 0; });
      claim.hidden = !fits;
      shown += fits ? 1 : 0;
    });
    all('button[data-f]', bar).forEach(function (b) { b.setAttribute('aria-pressed', String(b.dataset.f === standing)); });
    var found = doc.getElementById('found');
    found.textContent = shown === claims.length ? '' : shown + ' of ' + claims.length;
    if (shown !== claims.length) say(found.textContent + ' claims shown');
  }
  if (bar) {
    bar.hidden = false;
    all('button[data-f]', bar).forEach(function (button) {
      var any = !button.dataset.f || claims.some(function (c) { return c.dataset.standing === button.dataset.f; });
      button.hidden = !any;
      button.addEventListener('click', function () { filter(find.value, button.dataset.f); });
    });
    find.addEventListener('input', function () { filter(find.value, chosen); });
    filter('', '');
    var unfold = doc.getElementById('unfold');
    unfold.addEventListener('click', function () {
      var open = unfold.textContent === 'open all';
      claims.forEach(function (c) { if (!c.hidden) c.open = open; });
      unfold.textContent = open ? 'close all' : 'open all';
    });
  }

  // Fellow statements: those of one claim light up in every document.
  var byClaim = {};
  all('.st[data-c]').forEach(function (s) { (byClaim[s.dataset.c] = byClaim[s.dataset.c] || []).push(s); });
  var lit = [];
  function light(claim) {
    lit.forEach(function (s) { s.classList.remove('lit'); });
    lit = (claim && byClaim[claim]) || [];
    lit.forEach(function (s) { s.classList.add('lit'); });
  }
  ['mouseover', 'focusin'].forEach(function (name) {
    doc.addEventListener(name, function (event) {
      var at = event.target.closest && event.target.closest('.st, .margin li');
      if (!at) return light('');
      var statement = at.classList.contains('st') ? at : doc.getElementById(at.dataset.s);
      light(statement && statement.dataset.c);
    });
  });

  // Copy a citation: the passage, its chain, its document, its place, its digest, its address.
  function copy(text) {
    var done = function () { say('Copied: ' + text); };
    if (navigator.clipboard && isSecureContext) return navigator.clipboard.writeText(text).then(done, function () { byHand(text, done); });
    byHand(text, done);
  }
  function byHand(text, done) {
    var box = doc.createElement('textarea');
    box.value = text; box.className = 'sr'; doc.body.appendChild(box); box.select();
    try { doc.execCommand('copy'); done(); } finally { box.remove(); }
  }
  function cite(statementId) {
    var statement = doc.getElementById(statementId), file = statement && statement.closest('.document');
    if (!file) return '';
    var note = doc.querySelector('.margin li[data-s="' + statementId + '"] > span:last-child');
    var clone = statement.cloneNode(true);
    all('.mk', clone).forEach(function (m) { m.remove(); });
    var chain = note ? note.cloneNode(true) : null;
    if (chain) all('a, em', chain).forEach(function (x) { x.remove(); });
    return '“' + clone.textContent.replace(/\s+/g, ' ').trim() + '” (' + (chain ? chain.textContent.replace(/\s+/g, ' ').trim() : '') + '). ' +
      file.dataset.cite + '. ' + file.dataset.file + ', ' + (statement.dataset.w ? statement.dataset.w + ', ' : '') + 'characters ' + statement.dataset.at.replace('-', '–') +
      ', SHA-256 ' + file.dataset.digest + '. #' + statementId;
  }
  function button(words, make) {
    var b = doc.createElement('button');
    b.type = 'button'; b.className = 'copy'; b.textContent = words;
    b.addEventListener('click', function () {
      copy(make());
      b.textContent = 'copied';
      setTimeout(function () { b.textContent = words; }, 1600);
    });
    return b;
  }
  // Buttons are made when something is opened or reached: a large case has tens of thousands.
  function equip(root) {
    if (root.dataset.equipped) return;
    root.dataset.equipped = '1';
    all('.said', root).forEach(function (item) {
      item.appendChild(button('copy citation', function () { return cite(item.dataset.s); }));
    });
    all('.tools', root).forEach(function (tools) {
      var own = tools.querySelector('.addr');
      tools.appendChild(button('copy citation', function () {
        var head = tools.closest('details, article').querySelector('.text, h3');
        return head.textContent.replace(/\s+/g, ' ').trim() + ' (firsthand, ' + doc.title.replace(/ · firsthand$/, '') + ', ' + own.getAttribute('href') + ')';
      }));
    });
  }
  claims.forEach(function (c) { if (c.open) equip(c); c.addEventListener('toggle', function () { if (c.open) equip(c); }); });
  all('.conflict, .variant').forEach(equip);
  all('.document').forEach(function (d) {
    d.addEventListener('mouseover', late); d.addEventListener('focusin', late);
    function late(event) {
      var note = event.target.closest && event.target.closest('.margin li');
      if (note && !note.dataset.equipped) {
        note.dataset.equipped = '1';
        note.appendChild(button('copy', function () { return cite(note.dataset.s); }));
      }
    }
  });

  // Zoom of the map: buttons, wheel with Ctrl, drag.
  all('svg.map').forEach(function (map) {
    var home = map.getAttribute('viewBox').split(' ').map(Number), whole = map.dataset.world.split(' ').map(Number), box = home.slice();
    var set = function (next) {
      next[2] = Math.min(next[2], whole[2]); next[3] = Math.min(next[3], whole[2] / 2);
      box = next;
      map.setAttribute('viewBox', box.join(' '));
      var scale = Math.min(1.2, Math.max(0.12, box[2] / home[2]));
      all('.spot', map).forEach(function (spot) {
        var c = spot.querySelector('circle'), x = c.getAttribute('cx'), y = c.getAttribute('cy');
        spot.setAttribute('transform', 'translate(' + x + ' ' + y + ') scale(' + scale + ') translate(' + -x + ' ' + -y + ')');
      });
    };
    var by = function (factor, x, y) {
      if (box[2] * factor < 150) return;
      set([x - (x - box[0]) * factor, y - (y - box[1]) * factor, box[2] * factor, box[3] * factor]);
    };
    var zoom = doc.querySelector('.zoom');
    zoom.hidden = false;
    zoom.addEventListener('click', function (event) {
      var what = event.target.dataset.z, x = box[0] + box[2] / 2, y = box[1] + box[3] / 2;
      if (getComputedStyle(map).display === 'none') return;
      if (what === 'in') by(0.6, x, y); else if (what === 'out') by(1 / 0.6, x, y);
      else if (what === 'world') set(whole.slice()); else if (what === 'home') set(home.slice());
    });
    map.addEventListener('wheel', function (event) {
      if (!event.ctrlKey) return;
      event.preventDefault();
      var r = map.getBoundingClientRect();
      by(event.deltaY > 0 ? 1.2 : 1 / 1.2, box[0] + box[2] * (event.clientX - r.left) / r.width, box[1] + box[3] * (event.clientY - r.top) / r.height);
    }, { passive: false });
    var drag = null, dragged = false;
    map.addEventListener('pointerdown', function (event) {
      if (event.pointerType !== 'mouse') return;
      dragged = false;
      drag = [event.clientX, event.clientY, box[0], box[1]];
    });
    addEventListener('pointermove', function (event) {
      if (!drag) return;
      if (Math.abs(event.clientX - drag[0]) + Math.abs(event.clientY - drag[1]) > 4) dragged = true;
      var r = map.getBoundingClientRect();
      if (dragged) set([drag[2] - (event.clientX - drag[0]) * box[2] / r.width, drag[3] - (event.clientY - drag[1]) * box[3] / r.height, box[2], box[3]]);
    });
    addEventListener('pointerup', function () { drag = null; });
    map.addEventListener('click', function (event) { if (dragged) event.preventDefault(); }, true);
  });

  // Print shows everything that is folded away, and folds it again afterwards.
  var folded = [];
  addEventListener('beforeprint', function () { folded = all('details:not([open])'); folded.forEach(function (d) { d.open = true; }); });
  addEventListener('afterprint', function () { folded.forEach(function (d) { d.open = false; }); });
})();
