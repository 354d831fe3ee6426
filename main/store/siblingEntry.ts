/**
 * The file of a worker or child that stands beside the module asking for it. From source that is `name.ts`, run by Node
 * as it is; in a bundle it is `name.js`: give the bundler each such entry by its own name and put all of them, and the
 * chunk that asks, into one folder.
 *
 * @param from `import.meta.url` of the module that asks
 */
export function siblingEntry(from: string, name: string): URL {
  const path = new URL(from).pathname;
  const extension = path.slice(path.lastIndexOf('.'));
  return new URL(`./${name}${extension}`, from);
}
