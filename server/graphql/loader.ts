import DataLoader from "dataloader";

const loaders = new WeakMap<object, Map<string, DataLoader<string, unknown>>>();

/**
 * A loader that lives as long as a request: asks for the same kind of thing in one go, each only once.
 * `read` gives what it finds, in any order; `idOf` says which key an item answers.
 */
export function loaderOf<Item>(
  request: object,
  kind: string,
  read: (ids: readonly string[]) => Promise<Item[]>,
  idOf: (item: Item) => string,
): DataLoader<string, Item | null> {
  const ofRequest = loaders.get(request) ?? new Map<string, DataLoader<string, unknown>>();
  loaders.set(request, ofRequest);
  let loader = ofRequest.get(kind);
  if (!loader) {
    loader = new DataLoader<string, Item | null>(async (ids) => {
      const found = new Map((await read(ids)).map((item) => [idOf(item), item]));
      return ids.map((id) => found.get(id) ?? null);
    }) as DataLoader<string, unknown>;
    ofRequest.set(kind, loader);
  }
  return loader as DataLoader<string, Item | null>;
}
