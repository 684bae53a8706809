// Pictures of key pages, and how two of them are compared. All of it happens in the browser, which can read pictures.
import { heightFor } from './look.mjs';

/** The pictures that are kept: page, width, theme. */
const PAGES = [
  'index.html',
  'postmortems/index.html',
  'postmortems/hsm-gateway-certificate-expiry/index.html',
  'trends/index.html',
  'trends/2026-05/index.html',
];
const LOOKS = [[1440, 'light'], [390, 'dark']];
export const PICTURES = PAGES.flatMap((path) =>
  LOOKS.map(([width, theme]) => ({ path, width, theme, name: nameOf(path, width, theme) })),
);

// Kept at half of the size; compared in squares of so many pixels of that.
const SCALE = 0.5;
const SQUARE = 4;
// A square differs where its mean colour is off by more than this, of 255: glyphs of another version of the browser or of
// its rasterizer stay below. A picture differs where more than this share of its squares does.
const OFF = 20;
const SHARE = 0.01;

function nameOf(path, width, theme) {
  const page = path.replace(/\/?index\.html$/, '').split('/').pop() || 'home';
  return `${page}-${width}-${theme}`;
}

/** Takes a picture of the first two screens of a page, as WebP at half its size. */
export async function take(page, canvas, width) {
  await page.setViewportSize({ width, height: heightFor(width) * 2 });
  // What git says of a file differs from checkout to checkout.
  await page.addStyleTag({ content: '.provenance { visibility: hidden }' }).catch(() => undefined);
  const png = await page.screenshot({ animations: 'disabled', caret: 'hide' });
  const data = await canvas.evaluate(shrink, { png: png.toString('base64'), scale: SCALE });
  return Buffer.from(data, 'base64');
}

async function shrink({ png, scale }) {
  const image = await createImageBitmap(await (await fetch(`data:image/png;base64,${png}`)).blob());
  const canvas = new OffscreenCanvas(Math.round(image.width * scale), Math.round(image.height * scale));
  const context = canvas.getContext('2d');
  context.imageSmoothingQuality = 'high';
  context.drawImage(image, 0, 0, canvas.width, canvas.height);
  const bytes = new Uint8Array(await (await canvas.convertToBlob({ type: 'image/webp', quality: 0.8 })).arrayBuffer());
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
}

/** What differs between two pictures, in words; undefined where they look the same. */
export async function difference(canvas, accepted, taken) {
  const pair = [accepted, taken].map((picture) => picture.toString('base64'));
  const { sizes, squares, off, where } = await canvas.evaluate(compare, { pair, square: SQUARE, limit: OFF });
  if (sizes[0] !== sizes[1]) return `its size is ${sizes[1]}, not ${sizes[0]}`;
  const share = off / squares;
  if (share <= SHARE) return undefined;
  return `${(share * 100).toFixed(1)} % of it differs, most of it between ${where[0]} and ${where[1]} px from the top`;
}

async function compare({ pair, square, limit }) {
  const read = async (picture) => {
    const image = await createImageBitmap(await (await fetch(`data:image/webp;base64,${picture}`)).blob());
    const canvas = new OffscreenCanvas(Math.ceil(image.width / square), Math.ceil(image.height / square));
    const context = canvas.getContext('2d');
    context.imageSmoothingQuality = 'high';
    context.drawImage(image, 0, 0, canvas.width, canvas.height);
    const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
    return { size: `${image.width} × ${image.height}`, width: canvas.width, height: canvas.height, data };
  };
  const [a, b] = await Promise.all(pair.map(read));
  const sizes = [a.size, b.size];
  if (a.size !== b.size) return { sizes, squares: 1, off: 1, where: [0, 0] };
  const rows = [];
  for (let at = 0; at < a.data.length; at += 4) {
    const most = Math.max(...[0, 1, 2].map((channel) => Math.abs(a.data[at + channel] - b.data[at + channel])));
    if (most > limit) rows.push(Math.floor(at / 4 / a.width));
  }
  const at = (share) => (rows[Math.floor(rows.length * share)] ?? 0) * square * 2;
  return { sizes, squares: a.width * a.height, off: rows.length, where: [at(0.1), at(0.9)] };
}
