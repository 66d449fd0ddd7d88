/** A line that holds nothing but the number of a page: `— 3 —`, `- 3 -`, `第3页 共9页`. */
export function isPageNumber(line: string): boolean {
  return (
    /^[-—–－─]{1,3}\s{0,5}\d{1,4}\s{0,5}[-—–－─]{1,3}$/.test(line) ||
    /^第\s{0,3}\d{1,4}\s{0,3}页(?:[\s/，,]{0,5}共\s{0,3}\d{1,4}\s{0,3}页)?$/.test(line)
  );
}
