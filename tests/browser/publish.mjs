// A site on a server, and the pages of it that are worth a look.
import { examples, pagesOf } from './pages.mjs';
import { serve } from './server.mjs';
import { basePath } from './static.mjs';

/**
 * Serves a site under `mount`: `pages` with the `base` and `address` of each. The page for unknown addresses has
 * absolute links, so that one alone is asked for where the site says that it is published.
 */
export async function publish(folder, mount) {
  const all = pagesOf(folder);
  const here = await serve(folder, mount);
  const home = await serve(folder, basePath(all));
  const pages = examples(all).map((page) => {
    const { base } = page.kind === 'not found' ? home : here;
    return { ...page, base, address: base + encodeURI(page.path) };
  });
  return { pages, base: here.base, close: () => Promise.all([here.close(), home.close()]) };
}
