// The overlay page: shows what it is sent, and asks for nothing. Runs in any browser and in OBS, without a framework.

const box = document.getElementById('box');
const query = new URLSearchParams(location.search);

/** A number of the query within its limits. */
function number(name, least, most, otherwise) {
  const value = query.get(name);
  const read = value === null || value.trim() === '' ? Number.NaN : Number(value);
  return Number.isFinite(read) ? Math.min(most, Math.max(least, read)) : otherwise;
}
/** A colour of the query: anything CSS knows, and digits of a colour without their `#`. */
function colour(name, otherwise) {
  const value = query.get(name) ?? '';
  const named = /^(?:[\da-f]{3}|[\da-f]{6})$/i.test(value) ? `#${value}` : value;
  return /^[#\w\s(),.%-]{1,40}$/.test(named) && CSS.supports('color', named) ? named : otherwise;
}
const isOn = (name) => ['1', 'true', 'yes', 'on'].includes((query.get(name) ?? '').toLowerCase());

const style = {
  fontSize: number('font_size', 10, 160, 32),
  colour: colour('color', '#ffffff'),
  background: colour('bg', '#000000'),
  // A share of 1, or percent.
  opacity: ((value) => (value > 1 ? value / 100 : value))(number('bg_opacity', 0, 100, 0)),
  outline: number('outline', 0, 8, 2),
  align: { left: 'flex-start', right: 'flex-end' }[query.get('align') ?? ''] ?? 'center',
  lines: Math.round(number('lines', 1, 12, 2)),
  upper: isOn('upper'),
  /** seconds after which text goes when nothing is said; 0: it stays */
  hold: number('hold', 0, 3_600, 6),
};
document.body.style.justifyContent = style.align;
box.style.fontSize = `${style.fontSize}px`;
box.style.color = style.colour;
box.style.webkitTextStroke = style.outline > 0 ? `${2 * style.outline}px ${colour('outline_color', '#000000')}` : '';
const rowBackground = `color-mix(in srgb, ${style.background} ${100 * style.opacity}%, transparent)`;

const measure = document.createElement('canvas').getContext('2d');
/** Whether a text stands on one row, with the space before and behind it. */
function fits(text) {
  const { fontStyle, fontWeight, fontSize, fontFamily } = getComputedStyle(box);
  measure.font = `${fontStyle} ${fontWeight} ${fontSize} ${fontFamily}`;
  return measure.measureText(text).width + 0.6 * style.fontSize + 2 <= box.clientWidth;
}

function makeRow(committed, tentative) {
  const row = document.createElement('span');
  row.className = 'row';
  row.style.backgroundColor = rowBackground;
  row.append(committed);
  if (tentative !== '') {
    const dim = document.createElement('span');
    dim.className = 'tentative';
    dim.textContent = tentative;
    row.append(dim);
  }
  return row;
}

const inCase = (text) => (style.upper ? text.toLocaleUpperCase() : text);
const oneRow = (text) => inCase(text).replace(/\s+/gu, ' ').trim();

/** Adds words to rows, in place: what stands there stays where it is. */
function addWords(rows, text) {
  for (const [word] of text.matchAll(/\s*\S+/gu)) {
    const last = rows.at(-1);
    if (last !== undefined && fits(last + word)) rows[rows.length - 1] = last + word;
    else rows.push(word.trimStart());
  }
}

/** What is shown: a block for each phrase, with its text as it stands in its rows. */
let blocks = [];
let tentative = '';
/** keys of blocks that were there before this page, or have gone after their time */
let gone = null;
let holding = 0;

/** The phrases of a message: lines of one phrase stand together, for so they stood while they were spoken. */
function phrasesOf({ lines, phrase }) {
  const found = new Map();
  for (const { id, text, speaker } of lines) {
    const key = id.slice(0, id.lastIndexOf('-'));
    const before = found.get(key);
    found.set(key, before === undefined ? `${speaker ? `${speaker}: ` : ''}${text}` : `${before} ${text}`);
  }
  if (phrase && !found.has(phrase.id)) found.set(phrase.id, phrase.committed);
  return found;
}

function draw() {
  const rows = blocks.flatMap((block) => block.rows.map((text) => [text, '']));
  if (tentative !== '') {
    const last = rows.at(-1);
    const newest = blocks.at(-1);
    const open = newest?.isOpen && newest.rows.length > 0 ? last[0] : null;
    const more = open === null ? [] : [open];
    addWords(more, open === null ? tentative : ` ${tentative}`);
    more.forEach((text, i) => {
      if (i === 0 && open !== null) last[1] = text.slice(open.length);
      else rows.push(['', text]);
    });
  }
  box.replaceChildren(...rows.slice(-style.lines).map(([text, dim]) => makeRow(text, dim)));
}

function show(message) {
  const phrases = phrasesOf(message);
  // What was said before this page was opened is not news.
  gone ??= new Set([...phrases.keys()].filter((key) => key !== message.phrase?.id));
  for (const key of gone) if (!phrases.has(key)) gone.delete(key);
  blocks = [...phrases].filter(([key]) => !gone.has(key)).map(([key, raw]) => {
    const text = oneRow(raw);
    const known = blocks.find((block) => block.key === key);
    const goesOn = known !== undefined && text.startsWith(known.text);
    const rows = goesOn ? known.rows : [];
    addWords(rows, goesOn ? text.slice(known.text.length) : text);
    return { key, text, rows, isOpen: key === message.phrase?.id };
  });
  tentative = message.phrase && phrases.has(message.phrase.id) ? oneRow(message.phrase.tentative) : '';
  draw();
  clearTimeout(holding);
  if (style.hold > 0) holding = setTimeout(clear, 1_000 * style.hold);
}

function clear() {
  for (const { key } of blocks) gone.add(key);
  blocks = [];
  tentative = '';
  draw();
}

let wait = 500;
function connect() {
  const socket = new WebSocket(`ws://${location.host}${location.pathname.replace(/\/$/, '')}/socket`);
  socket.addEventListener('open', () => {
    wait = 500;
  });
  socket.addEventListener('message', ({ data }) => show(JSON.parse(data)));
  socket.addEventListener('close', () => {
    setTimeout(connect, wait);
    wait = Math.min(2 * wait, 10_000);
  });
}
connect();
