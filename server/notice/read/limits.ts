/** How much of a document is read. What goes beyond is refused or cut, and a diagnostic says so. */
export interface ReadLimits {
  /** The file, in bytes; for pasted text or HTML, in UTF-16 units. */
  fileBytes: number;
  /** All parts of an Office file together, in bytes, counted while they are inflated. */
  unzippedBytes: number;
  zipEntries: number;
  /** How deeply the elements of an XML part may be nested. */
  xmlDepth: number;
  /** Of all tables of the document together. */
  rows: number;
  /** Of one table; further ones are left out. */
  columns: number;
  /** Of all tables of the document together, blank ones included. */
  cells: number;
  /** Characters of one cell; the rest is left out. */
  cellText: number;
  /** Characters of the whole document. */
  totalText: number;
}

export const readLimits: ReadLimits = {
  fileBytes: 10 * 1024 * 1024,
  unzippedBytes: 100 * 1024 * 1024,
  zipEntries: 2_000,
  xmlDepth: 256,
  rows: 20_000,
  columns: 200,
  cells: 1_000_000,
  cellText: 20_000,
  totalText: 5_000_000,
};
