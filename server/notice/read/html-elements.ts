const names = (words: string) => new Set(words.split(" "));

/** Elements that begin and end a line. They also end an open paragraph. */
export const blocks = names(
  "address article aside blockquote body center details dialog dir div dl dd dt fieldset figcaption figure footer " +
    "form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol p pre search section summary table ul " +
    "caption colgroup thead tbody tfoot tr td th option",
);

export const voids = names("area base br col embed frame hr img input link meta param source track wbr");

/** Elements whose text is no text of the page. */
export const leftOut = names(
  "script style template noscript title textarea select datalist button iframe object audio video canvas map svg " +
    "noframes noembed xmp rt rp xml applet",
);

/** Elements whose content is no markup. */
export const rawTexts = names("style iframe noembed noframes xmp noscript");

export const tableParts = names("table thead tbody tfoot tr td th caption colgroup");

/** Where the search for an element to close ends: what is open outside a cell stays open. */
export const scopes = names("td th caption table");

/** What guides a visitor around the page. */
export const furnitures = names("nav aside footer header");

export const tableOnly = names("table");
export const paragraphs = names("p");
export const listItems = names("li");
export const lists = names("td th caption table ol ul");
export const definitions = names("dd dt");
export const definitionLists = names("td th caption table dl");

const cells = names("td th");
const rows = names("td th tr caption colgroup");
const groups = names("td th tr caption colgroup thead tbody tfoot");

/** The parts of the table that a new part of it ends. */
export function closedBy(name: string): ReadonlySet<string> {
  if (name === "table") return new Set();
  if (name === "td" || name === "th") return cells;
  return name === "tr" ? rows : groups;
}
